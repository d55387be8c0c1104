metadata description = 'The workbook of logins: the documented queries over the log line of every login, its metrics and its spans, at the workspace.'

@description('Name shown in the portal.')
@minLength(1)
@maxLength(300)
param displayName string

@description('Region of the workbook.')
param location string

@description('Tags of the workbook.')
param tags { *: string }

@description('Workspace that holds lines, metrics and spans.')
@minLength(4)
@maxLength(63)
param workspaceName string

@description('The files that docs/observability.md explains and tests run over real lines and measurements.')
var charts = [
  { title: 'Decisions by provider', visualization: 'timechart', query: loadTextContent('../queries/decisions.kql') }
  { title: 'Time left of the budget, in ms', visualization: 'timechart', query: loadTextContent('../queries/time-left.kql') }
  { title: 'Outcomes by action', visualization: 'table', query: loadTextContent('../queries/action-outcomes.kql') }
  { title: 'Flows in use', visualization: 'table', query: loadTextContent('../queries/flows.kql') }
  { title: 'Denied, or answered with less than 100 ms left', visualization: 'table', query: loadTextContent('../queries/tight-or-denied.kql') }
  { title: 'Calls to the outside, in ms', visualization: 'table', query: loadTextContent('../queries/upstreams.kql') }
  { title: 'Where the time of a login goes, in ms', visualization: 'table', query: loadTextContent('../queries/spans.kql') }
  { title: 'Refused requests', visualization: 'table', query: loadTextContent('../queries/refusals.kql') }
]

@description('One item of the workbook per query.')
var items = [for (chart, index) in charts: {
  type: 3
  name: 'query-${index}'
  content: {
    version: 'KqlItem/1.0'
    title: chart.title
    query: chart.query
    size: 0
    timeContext: {
      durationMs: 86400000
    }
    queryType: 0
    resourceType: 'microsoft.operationalinsights/workspaces'
    visualization: chart.visualization
  }
}]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  // The service takes a GUID only; this one is the same in every deployment.
  name: guid(resourceGroup().id, workspaceName, 'logins')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: displayName
    category: 'workbook'
    version: 'Notebook/1.0'
    sourceId: workspace.id
    serializedData: string({
      version: 'Notebook/1.0'
      items: items
      fallbackResourceIds: [
        workspace.id
      ]
    })
  }
}
