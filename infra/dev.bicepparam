using 'main.bicep'

// Small, public, and asleep when nobody logs in: the first login after a pause waits for a cold start.
param environmentName = 'dev'
param instanceMemoryMB = 512
param alwaysReadyInstances = 0

param vaultReferences = {
  IdentityProviders__Auth0__SigningSecrets__0: 'auth0-signing'
}

param tags = {
  owner: 'identity-team'
}
