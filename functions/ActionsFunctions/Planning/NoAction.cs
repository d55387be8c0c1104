using ActionsFunctions.Actions;
using ActionsFunctions.Model;

namespace ActionsFunctions.Planning;

/// <summary>Stands where a flow entry names no known type, so that reading goes on and all mistakes come out together. Never runs.</summary>
internal sealed class NoAction : IPostLoginAction
{
    public static NoAction Instance { get; } = new();

    public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken) => Task.CompletedTask;
}
