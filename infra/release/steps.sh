# What packaging, deploying and rolling back share. Sourced, never run.

fail() {
  echo "$(basename "$0"): $1" >&2
  exit "${2:-1}"
}

# The usage is the head of the script.
usage() {
  sed -n '2,/^[^#]/{/^#/s/^# \{0,1\}//p;}' "$1" >&2
  exit 2
}

# A version becomes part of file and blob names.
checked_version() {
  [[ $1 =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$ ]] || fail "the version may hold letters, digits, dots, hyphens and underscores only" 2
}

digest_of() {
  if command -v sha256sum > /dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

# Options that deploy and rollback share.
health_tries=40
health_pause=6
health_url=""
container=releases
common_option() {
  case $1 in
    --group) group=$2 ;;
    --app) app=$2 ;;
    --storage) storage=$2 ;;
    --health-url) health_url=$2 ;;
    --health-tries) health_tries=$2 ;;
    --health-pause) health_pause=$2 ;;
    *) return 1 ;;
  esac
}

blob() {
  local verb=$1
  shift
  az storage blob "$verb" --auth-mode login --account-name "$storage" --container-name "$container" --only-show-errors "$@"
}

is_kept() {
  [[ $(blob exists --name "$1" --query exists --output tsv) == true ]]
}

# Versions that were healthy, oldest first; the last one is what runs.
read_history() {
  : > "$1"
  if is_kept history; then blob download --name history --file "$1" --output none; fi
}

write_history() {
  blob upload --name history --file "$1" --overwrite true --output none
}

# A version names the same bytes for ever; whoever wants others takes another version.
keep() {
  local version=$1 zip=$2
  if is_kept "app-$version.zip"; then
    blob download --name "app-$version.zip.sha256" --file "$scratch/kept.sha256" --output none
    [[ $(cut -d ' ' -f 1 "$scratch/kept.sha256") == $(digest_of "$zip") ]] || fail "version $version is kept already, with other content"
    return
  fi
  # The digest last: without it, the package is an upload that broke off.
  blob upload --name "app-$version.zip" --file "$zip" --overwrite true --output none
  blob upload --name "app-$version.zip.sha256" --file "$zip.sha256" --overwrite true --output none
}

fetch_kept() {
  local version=$1
  blob download --name "app-$version.zip" --file "$scratch/app-$version.zip" --output none
  blob download --name "app-$version.zip.sha256" --file "$scratch/app-$version.zip.sha256" --output none
  verified "$scratch/app-$version.zip"
}

verified() {
  [[ -f $1.sha256 ]] || fail "$1.sha256 is missing"
  [[ $(cut -d ' ' -f 1 "$1.sha256") == $(digest_of "$1") ]] || fail "$(basename "$1") is not what its SHA-256 says"
}

deploy_package() {
  echo "deploying $(basename "$1")"
  az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$1" --only-show-errors --output none
}

# Three answers in a row: while instances are replaced, one of the former version may still answer.
healthy() {
  local url=$health_url try in_a_row=0
  if [[ -z $url ]]; then
    url="https://$(az functionapp show --resource-group "$group" --name "$app" --query defaultHostName --output tsv)/api/health/ready"
  fi
  for ((try = 1; try <= health_tries; try++)); do
    if curl --silent --show-error --fail --max-time 20 --output /dev/null "$url" 2> "$scratch/health.log"; then
      in_a_row=$((in_a_row + 1))
      [[ $in_a_row -lt 3 ]] || return 0
    else
      in_a_row=0
    fi
    sleep "$health_pause"
  done
  cat "$scratch/health.log" >&2
  return 1
}
