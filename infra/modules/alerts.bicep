metadata description = 'Who is told, and of what: failing and refused logins, logins near the deadline of the caller, failing actions, throttling, the end of scaling, secrets near their end.'

@description('Beginning of the names of the alerts.')
@minLength(1)
@maxLength(60)
param namePrefix string

@description('Region of the log alerts.')
param location string

@description('Tags of alerts and action group.')
param tags { *: string }

@description('Name of the action group that is told.')
@minLength(1)
@maxLength(260)
param actionGroupName string

@description('Addresses that are told.')
param emails string[]

@description('Workspace that the log alerts query.')
@minLength(4)
@maxLength(63)
param workspaceName string

@description('App whose instances are counted.')
@minLength(2)
@maxLength(60)
param functionAppName string

@description('Instances beyond which the platform does not scale.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int

@description('Milliseconds that the most impatient caller waits.')
@minValue(100)
@maxValue(30000)
param callerDeadlineMilliseconds int

@description('Share of logins in percent that may fail before somebody is told.')
@minValue(1)
@maxValue(100)
param failurePercent int

@description('Share of logins in percent that the flow may deny before somebody is told.')
@minValue(1)
@maxValue(100)
param denialPercent int

@description('Below this many logins in a window one failure would already be a rate.')
var enoughLogins = 20

@description('Alerts that are queries of the workspace.')
var logAlerts = [
  {
    name: 'failure-rate'
    description: 'More than ${failurePercent} % of the logins of 15 minutes were answered with a server error. Refusals of callers and of users do not count.'
    severity: 1
    frequency: 'PT5M'
    window: 'PT15M'
    query: 'AppRequests | where Name == "post-login" | summarize Total = sum(ItemCount), Failed = sumif(ItemCount, toint(ResultCode) >= 500 or (ResultCode == "0" and not(Success))) | where Total >= ${enoughLogins} | project Value = 100.0 * Failed / Total'
    threshold: failurePercent
  }
  {
    name: 'latency-p95'
    description: 'One login in twenty took more than 80 % of the ${callerDeadlineMilliseconds} ms that the caller waits.'
    severity: 2
    frequency: 'PT5M'
    window: 'PT15M'
    query: 'AppRequests | where Name == "post-login" | summarize Total = sum(ItemCount), Value = percentile(DurationMs, 95) | where Total >= ${enoughLogins} | project Value'
    threshold: callerDeadlineMilliseconds * 80 / 100
  }
  {
    name: 'denial-rate'
    description: 'The flow denied more than ${denialPercent} % of the logins of 15 minutes.'
    severity: 2
    frequency: 'PT5M'
    window: 'PT15M'
    query: 'AppMetrics | where Name == "actions_functions.logins" | extend Decision = tostring(Properties["actions_functions.decision"]) | summarize Total = sum(Sum), Denied = sumif(Sum, Decision == "deny") | where Total >= ${enoughLogins} | project Value = 100.0 * Denied / Total'
    threshold: denialPercent
  }
  {
    name: 'action-failures'
    description: 'One action failed or timed out in more than ${failurePercent} % of its runs, whatever its logins were answered.'
    severity: 2
    frequency: 'PT5M'
    window: 'PT15M'
    query: 'AppMetrics | where Name == "actions_functions.actions" | extend Action = tostring(Properties["actions_functions.action.name"]), Outcome = tostring(Properties["actions_functions.action.outcome"]) | where Outcome != "skipped" | summarize Total = sum(Sum), Failed = sumif(Sum, Outcome in ("failed", "timed-out", "defaulted", "stale")) by Action | where Total >= ${enoughLogins} | project Value = 100.0 * Failed / Total'
    threshold: failurePercent
  }
  {
    name: 'throttling'
    description: 'Calls were answered 429: logins by this host, or calls of this app by Graph, a backend or a token endpoint.'
    severity: 2
    frequency: 'PT5M'
    window: 'PT15M'
    query: 'union isfuzzy=true (AppRequests | where ResultCode == "429" | project Calls = toreal(ItemCount)), (AppMetrics | where Name == "actions_functions.upstream.duration" and tostring(Properties["error.type"]) == "Throttled" | project Calls = toreal(ItemCount)) | summarize Value = sum(Calls)'
    threshold: 0
  }
  {
    name: 'secret-expiry'
    description: 'A secret of the vault expires within 30 days, or has expired.'
    severity: 2
    frequency: 'PT1H'
    window: 'P1D'
    query: 'AZKVAuditLogs | where OperationName in ("SecretNearExpiryEventGridNotification", "SecretExpiredEventGridNotification") | summarize Value = count()'
    threshold: 0
  }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource functionApp 'Microsoft.Web/sites@2025-03-01' existing = {
  name: functionAppName
}

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'post-login'
    enabled: true
    emailReceivers: [for (email, index) in emails: {
      name: 'email-${index}'
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
}

resource queryRules 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [for alert in logAlerts: {
  name: '${namePrefix}-${alert.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${namePrefix} ${alert.name}'
    description: alert.description
    severity: alert.severity
    enabled: true
    scopes: [
      workspace.id
    ]
    evaluationFrequency: alert.frequency
    windowSize: alert.window
    criteria: {
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          query: alert.query
          timeAggregation: 'Maximum'
          metricMeasureColumn: 'Value'
          operator: 'GreaterThan'
          threshold: alert.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: true
    // A new workspace has no table before the first record of its kind.
    skipQueryValidation: true
    actions: {
      actionGroups: [
        actionGroup.id
      ]
    }
  }
}]

resource instanceCap 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${namePrefix}-instance-cap'
  location: 'global'
  tags: tags
  properties: {
    description: 'As many instances run as the deployment allows: more logins will wait or be refused.'
    severity: 2
    enabled: true
    scopes: [
      functionApp.id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'instances'
          metricNamespace: 'Microsoft.Web/sites'
          metricName: 'InstanceCount'
          timeAggregation: 'Maximum'
          operator: 'GreaterThanOrEqual'
          threshold: maximumInstanceCount
          // The metric appears with the first instance, which is after this deployment.
          skipMetricValidation: true
        }
      ]
    }
    autoMitigate: true
    actions: [
      {
        actionGroupId: actionGroup.id
      }
    ]
  }
}
