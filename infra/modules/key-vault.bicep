metadata description = 'Key Vault with role-based access. No secret passes through a template: whoever deploys puts secrets in afterwards.'

@description('Name of the vault: 3 to 24 letters, digits and hyphens.')
@minLength(3)
@maxLength(24)
param name string

@description('Region of the vault.')
param location string

@description('Tags of the vault.')
param tags { *: string }

@description('Closes the public endpoint, but for the operator ranges.')
param privateOnly bool

@description('Ranges in CIDR notation that reach a private vault over the public endpoint, for whoever stores and rotates secrets.')
param operatorIpRanges string[]

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: privateOnly && empty(operatorIpRanges) ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: privateOnly ? 'Deny' : 'Allow'
      ipRules: [for cidr in operatorIpRanges: {
        value: cidr
      }]
      virtualNetworkRules: []
    }
  }
}
