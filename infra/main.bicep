metadata description = 'ActionsFunctions in one resource group: app, storage, vault, identity, monitoring, and what was asked for beside them.'

targetScope = 'resourceGroup'

import { entraSettings, monthlyBudget, principal } from 'types.bicep'

@description('Name of the environment, such as dev or prod: 2 to 8 lower-case letters and digits. Part of every name.')
@minLength(2)
@maxLength(8)
param environmentName string

@description('Name of the workload: lower-case letters and digits. Part of most names, of the host of the app too.')
@minLength(2)
@maxLength(12)
param workloadName string = 'actions'

@description('Region of all resources; it must offer Flex Consumption.')
param location string = resourceGroup().location

@description('Tags of all resources, beside workload and environment.')
param tags { *: string } = {}

@description('Memory of an instance in MB. CPU grows with it.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances beyond which the platform does not scale. Bounds the cost, and the load on what the actions call.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances that wait for calls even when nobody logs in. A cold start takes longer than some callers wait; 0 pays for nothing that waits.')
@minValue(0)
@maxValue(1000)
param alwaysReadyInstances int = 1

@description('Calls that one instance takes at once before another is added.')
@minValue(1)
@maxValue(1000)
param httpPerInstanceConcurrency int = 100

@description('Spreads the instances over the zones of the region, where it has zones for Flex Consumption.')
param zoneRedundant bool = false

@description('Redundancy of the storage account.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSkuName string = 'Standard_LRS'

@description('Entra as a caller; left out: Entra is not configured.')
param entra entraSettings?

@description('Settings of the product by key, with __ for the colon: PostLogin__Budgets__Entra and the like. Nothing secret: whoever may read the deployment reads them.')
param appSettings { *: string } = {}

@description('Settings that are read from the vault: key of the setting, name in the vault. The value is stored in the vault after the deployment.')
param vaultReferences { *: string } = {}

@description('Who stores and rotates secrets, releases and rolls back; left out: nobody is given these roles.')
param operator principal?

@description('Who releases beside the operator: the identity of a pipeline.')
param deployer principal?

@description('Lets the platform check Entra\'s token before the app does. A second lock: the own check never relies on it. Needs entra.')
param platformAuthentication bool = false

@description('Sends the traffic of the app through a virtual network, and closes storage and vault to all others. Identity providers still reach the app over the internet.')
param privateNetworking bool = false

@description('Address space of the virtual network in CIDR notation, /25 or larger.')
@minLength(9)
@maxLength(18)
param networkAddressPrefix string = '10.80.0.0/24'

@description('Ranges in CIDR notation from which operator and deployer reach a private vault and the releases.')
param operatorIpRanges string[] = []

@description('Adds Azure Managed Redis for a cache that instances share.')
param deployRedis bool = false

@description('Size of Redis.')
@allowed(['Balanced_B0', 'Balanced_B1', 'Balanced_B3', 'Balanced_B5', 'Balanced_B10'])
param redisSkuName string = 'Balanced_B0'

@description('Records one login in a hundred, redacted, into a container of the storage account. Its key is the secret capture-key of the vault.')
param captureLogins bool = false

@description('Days after which a recorded login is deleted.')
@minValue(1)
@maxValue(365)
param recordingRetentionInDays int = 14

@description('Days that logs and telemetry are kept.')
@minValue(30)
@maxValue(730)
param logRetentionInDays int = 30

@description('Warns before this is spent; left out: no budget.')
param budget monthlyBudget?

@description('Addresses that alerts are sent to.')
param alertEmails string[] = []

@description('Milliseconds that the most impatient caller waits. At 80 % of it an alert is raised.')
@minValue(100)
@maxValue(30000)
param callerDeadlineMilliseconds int = 1000

@description('Share of logins in percent that may fail before an alert is raised.')
@minValue(1)
@maxValue(100)
param failureAlertPercent int = 5

@description('Share of logins in percent that the flow may deny before an alert is raised.')
@minValue(1)
@maxValue(100)
param denialAlertPercent int = 25

@description('Tells this deployment from all others. The same group and environment give the same names, so that a second deployment meets the first.')
var suffix = uniqueString(resourceGroup().id, workloadName, environmentName)
@description('Workload and environment, part of most names.')
var baseName = '${workloadName}-${environmentName}'

@description('Names of all resources. Ids, too, are told by name where a resource is used: an output would be unknown to what-if, and look like a change.')
var names = {
  actionGroup: '${baseName}-operators'
  functionApp: 'func-${baseName}-${suffix}'
  identity: 'id-${baseName}'
  insights: 'appi-${baseName}'
  keyVault: 'kv-${environmentName}${suffix}'
  network: 'vnet-${baseName}'
  packageContainer: 'app-package'
  plan: 'plan-${baseName}'
  recordingContainer: captureLogins ? 'recordings' : ''
  redis: 'redis-${baseName}-${suffix}'
  releaseContainer: 'releases'
  storage: 'st${environmentName}${suffix}'
  workspace: 'log-${baseName}'
}

@description('Tags of all resources.')
var allTags = union(tags, { environment: environmentName, workload: workloadName })

@description('Settings of Entra as a caller.')
var entraAppSettings = entra == null ? {} : { IdentityProviders__Entra__Audience: entra!.audience, IdentityProviders__Entra__TenantId: entra!.tenantId }

@description('Where recorded logins go, and the key of their pseudonyms.')
var captureSettings = captureLogins ? { PostLogin__Capture__ContainerUri: 'https://${names.storage}.blob.${environment().suffixes.storage}/${names.recordingContainer}', PostLogin__Capture__Key: 'keyvault:capture-key' } : {}

@description('Its discovery document, for external tenants.')
var entraMetadataSettings = empty(entra.?metadataAddress) ? {} : { IdentityProviders__Entra__MetadataAddress: entra!.metadataAddress! }

@description('Settings that are read from the vault, as references.')
var vaultReferenceSettings = toObject(items(vaultReferences), entry => entry.key, entry => 'keyvault:${entry.value}')

module identity 'modules/identity.bicep' = {
  params: {
    name: names.identity
    location: location
    tags: allTags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: names.workspace
    componentName: names.insights
    location: location
    tags: allTags
    retentionInDays: logRetentionInDays
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: names.storage
    location: location
    tags: allTags
    skuName: storageSkuName
    packageContainerName: names.packageContainer
    releaseContainerName: names.releaseContainer
    recordingContainerName: names.recordingContainer
    recordingRetentionInDays: recordingRetentionInDays
    privateOnly: privateNetworking
    operatorIpRanges: operatorIpRanges
  }
}

module keyVault 'modules/key-vault.bicep' = {
  params: {
    name: names.keyVault
    location: location
    tags: allTags
    privateOnly: privateNetworking
    operatorIpRanges: operatorIpRanges
  }
}

module roleAssignments 'modules/role-assignments.bicep' = {
  params: {
    storageAccountName: names.storage
    releaseContainerName: names.releaseContainer
    recordingContainerName: names.recordingContainer
    keyVaultName: names.keyVault
    componentName: names.insights
    identityName: names.identity
    identityPrincipalId: identity.outputs.principalId
    operatorPrincipalId: operator.?principalId ?? ''
    operatorPrincipalType: operator.?principalType ?? 'User'
    deployerPrincipalId: deployer.?principalId ?? ''
    deployerPrincipalType: deployer.?principalType ?? 'ServicePrincipal'
  }
  dependsOn: [keyVault, monitoring, storage]
}

module redis 'modules/redis.bicep' = if (deployRedis) {
  params: {
    name: names.redis
    location: location
    tags: allTags
    skuName: redisSkuName
    identityPrincipalId: identity.outputs.principalId
    privateOnly: privateNetworking
  }
}

module privateAccess 'modules/private-access.bicep' = if (privateNetworking) {
  params: {
    baseName: baseName
    networkName: names.network
    location: location
    tags: allTags
    addressPrefix: networkAddressPrefix
    storageAccountName: names.storage
    keyVaultName: names.keyVault
    withRedis: deployRedis
    redisName: names.redis
  }
  dependsOn: [keyVault, redis, storage]
}

module functionApp 'modules/function-app.bicep' = {
  params: {
    name: names.functionApp
    planName: names.plan
    location: location
    // azd finds the app by this tag.
    tags: union(allTags, { 'azd-service-name': 'functions' })
    identityName: names.identity
    storageAccountName: names.storage
    packageContainerName: names.packageContainer
    componentName: names.insights
    appSettings: union(deployRedis ? { Cache__EncryptionKeys__0: 'keyvault:cache-encryption-key', Cache__Redis__EndPoint: '${redis!.outputs.hostName}:10000' } : {}, captureSettings, appSettings, entraAppSettings, entraMetadataSettings, vaultReferenceSettings, { KeyVault__VaultUri: 'https://${names.keyVault}${environment().suffixes.keyvaultDns}/' })
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    httpPerInstanceConcurrency: httpPerInstanceConcurrency
    zoneRedundant: zoneRedundant
    subnetId: privateNetworking ? resourceId('Microsoft.Network/virtualNetworks/subnets', names.network, 'function-app') : ''
    platformAuthentication: platformAuthentication && entra != null
    platformTenantId: entra.?tenantId ?? subscription().tenantId
    platformAudience: entra.?audience ?? ''
  }
  // The first start already reads storage and vault.
  dependsOn: [privateAccess, roleAssignments]
}

module diagnostics 'modules/diagnostics.bicep' = {
  params: {
    functionAppName: names.functionApp
    keyVaultName: names.keyVault
    storageAccountName: names.storage
    workspaceName: names.workspace
  }
  dependsOn: [functionApp]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    namePrefix: baseName
    location: location
    tags: allTags
    actionGroupName: names.actionGroup
    emails: alertEmails
    workspaceName: names.workspace
    functionAppName: names.functionApp
    maximumInstanceCount: maximumInstanceCount
    callerDeadlineMilliseconds: callerDeadlineMilliseconds
    failurePercent: failureAlertPercent
    denialPercent: denialAlertPercent
  }
  dependsOn: [functionApp]
}

module costs 'modules/budget.bicep' = if (budget != null) {
  params: {
    name: 'budget-${baseName}'
    amount: budget!.amount
    startDate: budget!.startDate
    actionGroupName: names.actionGroup
  }
  dependsOn: [alerts]
}

@description('Name of the app.')
output functionAppName string = names.functionApp

@description('Host of the app: what identity providers call, and what Entra\'s identifier URI must match.')
output functionAppHostName string = functionApp.outputs.hostName

@description('Object id of the identity of the app, for its Graph permissions.')
output identityPrincipalId string = identity.outputs.principalId

@description('Name of the vault that secrets are stored in.')
output keyVaultName string = names.keyVault

@description('Storage account that keeps the releases.')
output storageAccountName string = names.storage

@description('Host of Redis; empty without it.')
output redisHostName string = deployRedis ? redis!.outputs.hostName : ''
