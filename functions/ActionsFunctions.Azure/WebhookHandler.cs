using ActionsFunctions.Receiving;

namespace ActionsFunctions.Azure;

/// <summary>What answers a request: <see cref="Hosting.WebhookApp.HandleAsync"/>.</summary>
public delegate Task<WebhookResponse> WebhookHandler(WebhookRequest request, CancellationToken cancellationToken);
