metadata description = 'Virtual network and the private endpoints in it: the way to storage, vault and Redis when their public endpoints are closed.'

@description('Workload and environment, part of every name.')
@minLength(2)
@maxLength(40)
param baseName string

@description('Region of the network.')
param location string

@description('Tags of network, endpoints and zones.')
param tags { *: string }

@description('Address space in CIDR notation, /25 or larger.')
@minLength(9)
@maxLength(18)
param addressPrefix string

@description('Storage account of the Functions host.')
param storageAccountId string

@description('Vault that holds the secrets.')
param keyVaultId string

@description('Adds an endpoint for Redis.')
param withRedis bool

@description('Redis cluster; empty without Redis.')
param redisId string

// The zones follow the suffixes of the cloud.
var zones = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  vault: replace(environment().suffixes.keyvaultDns, '.vault.', 'privatelink.vaultcore.')
  redis: 'privatelink.redis.azure.net'
}

module network 'network.bicep' = {
  params: {
    name: 'vnet-${baseName}'
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
    subnetId: network.outputs.privateEndpointSubnetId
    virtualNetworkId: network.outputs.id
    targetId: storageAccountId
    groupId: 'blob'
    zoneName: zones.blob
  }
}

module table 'private-endpoint.bicep' = {
  params: {
    name: 'pe-${baseName}-table'
    location: location
    tags: tags
    subnetId: network.outputs.privateEndpointSubnetId
    virtualNetworkId: network.outputs.id
    targetId: storageAccountId
    groupId: 'table'
    zoneName: zones.table
  }
}

module vault 'private-endpoint.bicep' = {
  params: {
    name: 'pe-${baseName}-vault'
    location: location
    tags: tags
    subnetId: network.outputs.privateEndpointSubnetId
    virtualNetworkId: network.outputs.id
    targetId: keyVaultId
    groupId: 'vault'
    zoneName: zones.vault
  }
}

module redis 'private-endpoint.bicep' = if (withRedis) {
  params: {
    name: 'pe-${baseName}-redis'
    location: location
    tags: tags
    subnetId: network.outputs.privateEndpointSubnetId
    virtualNetworkId: network.outputs.id
    targetId: redisId
    groupId: 'redisEnterprise'
    zoneName: zones.redis
  }
}

@description('Subnet that the app sends its traffic through.')
output functionAppSubnetId string = network.outputs.functionAppSubnetId
