using 'main.bicep'

param environmentName = 'prod'

// Two instances wait, so that one may fail or be replaced. What more the busiest minute needs: docs/deploy.md.
param alwaysReadyInstances = 2
param maximumInstanceCount = 100
param httpPerInstanceConcurrency = 100
param storageSkuName = 'Standard_ZRS'
param zoneRedundant = true

// Replace by your tenant and the application id of your registration.
param entra = {
  tenantId: '00000000-0000-0000-0000-000000000000'
  audience: '00000000-0000-0000-0000-000000000000'
}

// Entra waits two seconds once the extension says so (docs/providers/entra.md); half a second of them belongs to the network.
param callerDeadlineMilliseconds = 2000
param appSettings = {
  PostLogin__Budgets__Entra: '00:00:01.500'
}

param vaultReferences = {
  IdentityProviders__Auth0__SigningSecrets__0: 'auth0-signing'
}

// Replace by the group that stores and rotates secrets, and by the ranges that it works from.
param operator = {
  principalId: '00000000-0000-0000-0000-000000000000'
  principalType: 'Group'
}
param privateNetworking = true
param operatorIpRanges = [
  '203.0.113.0/24'
]

param logRetentionInDays = 90
param alertEmails = [
  'identity-oncall@contoso.example'
]
param budget = {
  amount: 500
  startDate: '2026-12-01'
}

param tags = {
  owner: 'identity-team'
}
