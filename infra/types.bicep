metadata description = 'Shapes of the parameters that come in groups.'

@export()
@description('What Entra\'s calls are checked against.')
type entraSettings = {
  @description('Tenant that calls: a GUID.')
  @minLength(36)
  @maxLength(36)
  tenantId: string

  @description('Exact audience of its tokens: the application id of our registration.')
  @minLength(1)
  audience: string

  @description('Address of the discovery document; only external tenants need it.')
  metadataAddress: string?
}

@export()
@description('Somebody that a role is given to.')
type principal = {
  @description('Object id of the user, group or service principal.')
  @minLength(36)
  @maxLength(36)
  principalId: string

  @description('What it is.')
  principalType: 'Group' | 'ServicePrincipal' | 'User'
}

@export()
@description('What the resource group may cost.')
type monthlyBudget = {
  @description('Amount a month, in the currency of the subscription.')
  @minValue(1)
  amount: int

  @description('First day of the month in which the budget was set, as yyyy-MM-dd. Stays as it is from then on.')
  @minLength(10)
  @maxLength(10)
  startDate: string
}
