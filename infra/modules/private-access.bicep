metadata description = 'Virtual network and the private endpoints in it: the way to storage, vault and Redis when their public endpoints are closed.'

@description('Workload and environment, part of every name.')
@minLength(2)
@maxLength(40)
param baseName string

@description('Name of the network.')
@minLength(2)
@maxLength(64)
param networkName string

@description('Region of the network.')
param location string

@description('Tags of network, endpoints and zones.')
param tags { *: string }

@description('Address space in CIDR notation, /25 or larger.')
@minLength(9)
@maxLength(18)
param addressPrefix string

@description('Storage account of the Functions host.')
@minLength(3)
@maxLength(24)
param storageAccountName string

@description('Vault that holds the secrets.')
@minLength(3)
@maxLength(24)
param keyVaultName string

@description('Adds an endpoint for Redis.')
param withRedis bool

@description('Redis cluster, where there is one.')
@minLength(3)
@maxLength(60)
param redisName string

@description('DNS zones; they follow the suffixes of the cloud.')
var zones = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  vault: replace(environment().suffixes.keyvaultDns, '.vault.', 'privatelink.vaultcore.')
  redis: 'privatelink.redis.azure.net'
}

resource storageAccount 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageAccountName
}

resource keyVault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: keyVaultName
}

module network 'network.bicep' = {
  params: {
    name: networkName
    location: location
    tags: tags
    addressPrefix: addressPrefix
  }
}

module blob 'private-endpoint.bicep' = {
  params: {
    name: 'pe-${baseName}-blob'
    location: location
    tags: tags
    virtualNetworkName: networkName
    targetId: storageAccount.id
    groupId: 'blob'
    zoneName: zones.blob
  }
  dependsOn: [
    network
  ]
}

module table 'private-endpoint.bicep' = {
  params: {
    name: 'pe-${baseName}-table'
    location: location
    tags: tags
    virtualNetworkName: networkName
    targetId: storageAccount.id
    groupId: 'table'
    zoneName: zones.table
  }
  dependsOn: [
    network
  ]
}

module vault 'private-endpoint.bicep' = {
  params: {
    name: 'pe-${baseName}-vault'
    location: location
    tags: tags
    virtualNetworkName: networkName
    targetId: keyVault.id
    groupId: 'vault'
    zoneName: zones.vault
  }
  dependsOn: [
    network
  ]
}

module redis 'private-endpoint.bicep' = if (withRedis) {
  params: {
    name: 'pe-${baseName}-redis'
    location: location
    tags: tags
    virtualNetworkName: networkName
    // Not by symbol: without Redis there would be nothing behind it.
    targetId: resourceId('Microsoft.Cache/redisEnterprise', redisName)
    groupId: 'redisEnterprise'
    zoneName: zones.redis
  }
  dependsOn: [
    network
  ]
}
