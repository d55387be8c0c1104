// Faults in resource bodies. Type data of the test's own making: enough for the seeds, and there without any folder beside the repository.
const vault = {
  object: {
    'name*': 'string',
    'location*': 'string',
    'properties*': {
      object: {
        'tenantId*': 'string',
        enablePurgeProtection: 'bool',
        softDeleteRetentionInDays: 'int',
        'sku*': { object: { 'family*': { enum: ['A'], open: true }, 'name*': { enum: ['standard', 'premium'], open: false } } },
      },
      additional: 'any',
    },
    tags: { object: {}, additional: 'string' },
  },
};
const config = {
  discriminator: 'name',
  base: {},
  variants: {
    appsettings: { object: { properties: { object: {}, additional: 'string' } } },
    authsettingsV2: { object: { properties: { object: { platform: { object: { enabled: 'bool', runtimeVersion: 'string' } } }, additional: 'any' } } },
  },
};
const data = (type) => ({ 'Microsoft.KeyVault/vaults': vault, 'Microsoft.Web/sites/config': config })[type];

const app = 'modules/function-app.bicep';
const keyVault = 'modules/key-vault.bicep';

export const bodySeeds = [
  {
    name: 'a property that the resource does not have',
    file: keyVault,
    from: '  tags: tags',
    to: '  tag: tags',
    fault: 'has no property tag;', data,
  },
  {
    name: 'a required property left out',
    file: keyVault,
    from: '    tenantId: subscription().tenantId\n',
    to: '',
    fault: 'tenantId is required', data,
  },
  {
    name: 'a value outside of an enumeration',
    file: keyVault,
    from: "name: 'standard'",
    to: "name: 'basic'",
    fault: "'basic' is none of standard, premium", data,
  },
  {
    name: 'a text for a number',
    file: keyVault,
    from: 'softDeleteRetentionInDays: 90',
    to: "softDeleteRetentionInDays: '90'",
    fault: 'a text, where int is wanted', data,
  },
  {
    name: 'a parameter of the wrong type',
    file: keyVault,
    from: 'enablePurgeProtection: true',
    to: 'enablePurgeProtection: location',
    fault: 'location is string, where bool is wanted', data,
  },
  {
    name: 'a configuration that does not exist',
    file: app,
    from: "name: 'authsettingsV2'",
    to: "name: 'authsettingsV3'",
    fault: "'authsettingsV3', which is none of", data,
  },
  {
    name: 'a misspelt nested property',
    file: app,
    from: 'runtimeVersion:',
    to: 'runtimeversion:',
    fault: 'authentication.properties.platform: has no property runtimeversion', data,
  },
];
