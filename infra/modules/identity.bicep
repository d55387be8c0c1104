metadata description = 'The one identity of the app: it reads storage, vault and Microsoft Graph, and sends telemetry.'

@description('Name of the user-assigned identity.')
@minLength(3)
@maxLength(128)
param name string

@description('Region of the identity.')
param location string

@description('Tags of the identity.')
param tags { *: string }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Object id: what roles and Graph permissions are assigned to.')
output principalId string = identity.properties.principalId
