metadata description = 'A private endpoint, and the DNS zone that lets the usual host name lead to it.'

@description('Name of the endpoint.')
@minLength(2)
@maxLength(64)
param name string

@description('Region of the endpoint.')
param location string

@description('Tags of endpoint and zone.')
param tags { *: string }

@description('Subnet of the endpoint.')
param subnetId string

@description('Network in which the zone answers.')
param virtualNetworkId string

@description('Resource that the endpoint leads to.')
param targetId string

@description('Part of that resource, such as blob or vault.')
@minLength(1)
param groupId string

@description('DNS zone of that part, such as privatelink.blob and the suffix of the cloud.')
@minLength(1)
@maxLength(63)
param zoneName string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: 'global'
  tags: tags
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zone
  name: 'app'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: virtualNetworkId
    }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: {
      id: subnetId
    }
    privateLinkServiceConnections: [
      {
        name: groupId
        properties: {
          privateLinkServiceId: targetId
          groupIds: [
            groupId
          ]
        }
      }
    ]
  }
}

resource zoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-09-01' = {
  parent: endpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: groupId
        properties: {
          privateDnsZoneId: zone.id
        }
      }
    ]
  }
  dependsOn: [
    link
  ]
}
