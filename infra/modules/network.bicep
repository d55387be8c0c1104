metadata description = 'Virtual network: one subnet that the app sends its traffic through, one for private endpoints.'

@description('Name of the virtual network.')
@minLength(2)
@maxLength(64)
param name string

@description('Region of the network.')
param location string

@description('Tags of the network.')
param tags { *: string }

@description('Address space in CIDR notation, /25 or larger: each subnet takes a /26 of it.')
@minLength(9)
@maxLength(18)
param addressPrefix string

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        addressPrefix
      ]
    }
    // Inline, not as resources of their own: a network that is deployed without its subnets asks for their removal.
    subnets: [
      {
        name: 'function-app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          delegations: [
            {
              // Flex Consumption integrates through this delegation, not through Microsoft.Web/serverFarms.
              name: 'function-app'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'private-endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }
}
