using System.Collections.Concurrent;

namespace ActionsFunctions.Upstreams;

/// <summary>
/// Opens a connection, handshake included, and leaves it in the pool. The handler opens one only for a request, so one is made that is called off at
/// the moment when its connection stands: it is not sent, and the connection waits for the first login.
/// </summary>
internal sealed class ConnectionAhead : IDisposable
{
    private static readonly HttpRequestOptionsKey<CancellationTokenSource> CallOff = new("call-off");

    // The handler puts the connection into its pool a moment after it is called off, and tells nobody; a call before that would open a second one.
    private static readonly TimeSpan UntilPooled = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentDictionary<string, bool> reached = new(StringComparer.OrdinalIgnoreCase);

    // One at a time: a second request to the same origin would be given the first one's connection, and be sent.
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>For <see cref="SocketsHttpHandler.PlaintextStreamFilter"/>: the connection stands, and nobody has used it.</summary>
    public async ValueTask<Stream> ConnectedAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        reached[Origin(context.InitialRequestMessage.RequestUri!)] = true;
        if (context.InitialRequestMessage.Options.TryGetValue(CallOff, out var callOff))
            await callOff.CancelAsync();
        return context.PlaintextStream;
    }

    /// <summary>True where there is a connection, this one or an earlier one. Throws only for <paramref name="cancellationToken"/>.</summary>
    public async Task<bool> OpenAsync(HttpMessageInvoker invoker, UpstreamRequest request, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (reached.ContainsKey(Origin(request.Uri)))
                return true;
            using var callOff = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var message = request.ToMessage(bearer: null);
            message.Options.Set(CallOff, callOff);
            using var answer = await invoker.SendAsync(message, callOff.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            if (!reached.ContainsKey(Origin(request.Uri)))
                return false;
            await Task.Delay(UntilPooled, TimeProvider.System, cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private static string Origin(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}
