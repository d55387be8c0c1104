metadata description = 'Azure Managed Redis for a cache that instances share. Access keys are off: the identity of the app is its only user.'

@description('Name of the cluster.')
@minLength(3)
@maxLength(60)
param name string

@description('Region of the cluster.')
param location string

@description('Tags of the cluster.')
param tags { *: string }

@description('Size of the cluster.')
@allowed(['Balanced_B0', 'Balanced_B1', 'Balanced_B3', 'Balanced_B5', 'Balanced_B10'])
param skuName string

@description('Object id of the identity of the app.')
param identityPrincipalId string

@description('Closes the public endpoint, so that only a private endpoint leads in.')
param privateOnly bool

resource cluster 'Microsoft.Cache/redisEnterprise@2025-07-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: skuName
  }
  properties: {
    highAvailability: 'Enabled'
    minimumTlsVersion: '1.2'
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
  }
}

resource database 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' = {
  parent: cluster
  name: 'default'
  properties: {
    accessKeysAuthentication: 'Disabled'
    clientProtocol: 'Encrypted'
    clusteringPolicy: 'OSSCluster'
    evictionPolicy: 'AllKeysLRU'
    port: 10000
  }
}

resource appUser 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments@2025-07-01' = {
  parent: database
  name: 'functionapp'
  properties: {
    accessPolicyName: 'default'
    user: {
      objectId: identityPrincipalId
    }
  }
}

@description('Host name of the cluster.')
output hostName string = cluster.properties.hostName
