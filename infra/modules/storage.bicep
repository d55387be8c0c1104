metadata description = 'Storage of the Functions host and of the deployed package. Shared keys are off: only identities get in.'

@description('Name of the storage account: 3 to 24 lower-case letters and digits.')
@minLength(3)
@maxLength(24)
param name string

@description('Region of the account.')
param location string

@description('Tags of the account.')
param tags { *: string }

@description('Redundancy of the account.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param skuName string

@description('Name of the container that holds the deployed package.')
@minLength(3)
@maxLength(63)
param packageContainerName string

@description('Name of the container that keeps every released package, for the way back.')
@minLength(3)
@maxLength(63)
param releaseContainerName string

@description('Name of the container of recorded logins; empty: none are recorded.')
@maxLength(63)
param recordingContainerName string

@description('Days after which a recorded login is deleted.')
@minValue(1)
@maxValue(365)
param recordingRetentionInDays int

@description('Closes the public endpoint, but for the operator ranges.')
param privateOnly bool

@description('Ranges in CIDR notation that reach a private account over the public endpoint, for whoever releases.')
param operatorIpRanges string[]

resource account 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: skuName
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: privateOnly && empty(operatorIpRanges) ? 'Disabled' : 'Enabled'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      bypass: 'None'
      defaultAction: privateOnly ? 'Deny' : 'Allow'
      // Storage, unlike the vault, refuses a single address with /32.
      ipRules: [for cidr in operatorIpRanges: {
        action: 'Allow'
        value: replace(cidr, '/32', '')
      }]
      virtualNetworkRules: []
    }
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: account
  name: 'default'
  properties: {
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 7
    }
    deleteRetentionPolicy: {
      enabled: true
      days: 7
    }
  }
}

resource packageContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = {
  parent: blobService
  name: packageContainerName
  properties: {
    publicAccess: 'None'
  }
}

// Apart from the package that runs: the platform overwrites that one, and what is kept here must outlive it.
resource releaseContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = {
  parent: blobService
  name: releaseContainerName
  properties: {
    publicAccess: 'None'
  }
}

resource recordingContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = if (!empty(recordingContainerName)) {
  parent: blobService
  name: empty(recordingContainerName) ? 'none' : recordingContainerName
  properties: {
    publicAccess: 'None'
  }
}

// Redacted as they are, they serve for days and not for years. What is deleted can be recovered for seven days more.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2026-04-01' = if (!empty(recordingContainerName)) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          enabled: true
          name: 'delete-recordings'
          type: 'Lifecycle'
          definition: {
            actions: {
              baseBlob: {
                delete: {
                  daysAfterCreationGreaterThan: recordingRetentionInDays
                }
              }
            }
            filters: {
              blobTypes: [
                'blockBlob'
              ]
              prefixMatch: [
                '${recordingContainerName}/'
              ]
            }
          }
        }
      ]
    }
  }
}
