metadata description = 'The Flex Consumption plan and the app on it, with its settings and, if wanted, platform authentication in front of Entra\'s route.'

@description('Name of the app; its host is this name and the suffix of the cloud.')
@minLength(2)
@maxLength(60)
param name string

@description('Name of the plan.')
@minLength(1)
@maxLength(60)
param planName string

@description('Region of plan and app.')
param location string

@description('Tags of plan and app.')
param tags { *: string }

@description('Name of the identity of the app.')
@minLength(3)
@maxLength(128)
param identityName string

@description('Storage account of the Functions host.')
@minLength(3)
@maxLength(24)
param storageAccountName string

@description('Name of the container that holds the deployed package.')
@minLength(3)
@maxLength(63)
param packageContainerName string

@description('Application Insights component that receives telemetry.')
@minLength(1)
@maxLength(255)
param componentName string

@description('Settings of the product, beside those that this module knows itself.')
param appSettings { *: string }

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int

@description('Instances beyond which the platform does not scale.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int

@description('Instances that wait for HTTP calls even when nobody logs in.')
@minValue(0)
@maxValue(1000)
param alwaysReadyInstances int

@description('Calls that one instance takes at once before another is added.')
@minValue(1)
@maxValue(1000)
param httpPerInstanceConcurrency int

@description('Spreads the instances over the zones of the region.')
param zoneRedundant bool

@description('Subnet that the app sends its traffic through; empty: none.')
param subnetId string

@description('Lets the platform check Entra\'s token before the app does.')
param platformAuthentication bool

@description('Tenant whose tokens the platform accepts.')
param platformTenantId string

@description('Audience that the platform accepts.')
param platformAudience string

@description('The caller of every custom authentication extension; the same application in all tenants.')
var entraCallerId = '99045fe1-7639-4a75-9d4a-577b6ca3810f'

@description('Only Entra brings a token that the platform can check, so every other route stays as it is. The own check never relies on the platform.')
var routesWithoutPlatformAuthentication = [
  '/api/health/live'
  '/api/health/ready'
  '/api/actions/*'
  '/api/cache/invalidate'
  '/api/post-login/auth0'
  '/api/post-login/azure-ad-b2c'
  '/api/post-login/okta'
  '/api/post-login/ory-hydra'
  '/api/post-login/supabase'
  '/api/post-login/zitadel'
  '/admin/*'
]

@description('Settings that this module knows itself.')
var platformSettings = {
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
  APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
  AZURE_CLIENT_ID: identity.properties.clientId
  AzureWebJobsStorage__accountName: storageAccountName
  AzureWebJobsStorage__clientId: identity.properties.clientId
  AzureWebJobsStorage__credential: 'managedidentity'
  Graph__Credential: 'ManagedIdentity'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${storageAccountName}.blob.${environment().suffixes.storage}/${packageContainerName}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        // All HTTP functions scale together; the platform calls that group http.
        alwaysReady: alwaysReadyInstances > 0 ? [
          {
            name: 'http'
            instanceCount: alwaysReadyInstances
          }
        ] : []
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        triggers: {
          http: {
            perInstanceConcurrency: httpPerInstanceConcurrency
          }
        }
      }
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(appSettings, platformSettings)
}

// Present even when off, so that switching it off takes effect.
resource authentication 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: platformAuthentication
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: platformAuthentication
      unauthenticatedClientAction: 'Return401'
      excludedPaths: routesWithoutPlatformAuthentication
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: platformAuthentication ? {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: platformAudience
          openIdIssuer: '${environment().authentication.loginEndpoint}${platformTenantId}/v2.0'
        }
        validation: {
          allowedAudiences: [
            platformAudience
          ]
          defaultAuthorizationPolicy: {
            allowedApplications: [
              entraCallerId
            ]
          }
        }
      }
    } : {}
    login: {
      tokenStore: {
        enabled: false
      }
    }
  }
  // Two writes to one site at a time end in a conflict.
  dependsOn: [
    settings
  ]
}

// Packages are deployed with a token of Entra; user names and passwords of the site are off.
resource publishingPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
  dependsOn: [
    authentication
  ]
}

resource ftpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
  dependsOn: [
    publishingPassword
  ]
}

@description('Host of the app.')
output hostName string = app.properties.defaultHostName
