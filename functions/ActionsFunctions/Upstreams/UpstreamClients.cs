namespace ActionsFunctions.Upstreams;

/// <summary>The clients for calls to the outside that all actions share.</summary>
public sealed class UpstreamClients
{
}
