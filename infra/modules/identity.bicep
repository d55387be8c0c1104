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

@description('Resource id of the identity.')
output id string = identity.id

@description('Client id: how the app names the identity when it asks for tokens.')
output clientId string = identity.properties.clientId

@description('Object id: what roles and Graph permissions are assigned to.')
output principalId string = identity.properties.principalId
