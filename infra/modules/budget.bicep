metadata description = 'A monthly budget of the resource group that warns before it is spent. It stops nothing: a login must not fail for a bill.'

@description('Name of the budget.')
@minLength(1)
@maxLength(63)
param name string

@description('Amount a month, in the currency of the subscription.')
@minValue(1)
param amount int

@description('First day of the month in which the budget was set, as yyyy-MM-dd. Given, not computed: a date of today would change with every deployment.')
@minLength(10)
@maxLength(10)
param startDate string

@description('Action group that is told.')
@minLength(1)
@maxLength(260)
param actionGroupName string

@description('Beginning of the budget as the service wants it.')
var start = '${startDate}T00:00:00Z'

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' existing = {
  name: actionGroupName
}

resource budget 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: start
      endDate: dateTimeAdd(start, 'P10Y', 'yyyy-MM-ddTHH:mm:ssZ')
    }
    notifications: {
      spent80Percent: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: []
        contactGroups: [
          actionGroup.id
        ]
        contactRoles: [
          'Owner'
        ]
      }
      forecast100Percent: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: []
        contactGroups: [
          actionGroup.id
        ]
        contactRoles: [
          'Owner'
        ]
      }
    }
  }
}
