using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Testing;

/// <summary>
/// A login for tests: complete and random but for what is pinned, so that a test states what matters and nothing else. The same seed and pins give
/// the same login on every machine. Immutable: every <c>With</c> gives a new one.
/// </summary>
public sealed class Login
{
    private readonly JsonElement start;
    private readonly ImmutableList<(string Pointer, JsonElement? Value)> pins;
    private readonly Lazy<JsonElement> json;

    private Login(JsonElement start, long? seed, ImmutableList<(string Pointer, JsonElement? Value)> pins)
    {
        this.start = start;
        this.pins = pins;
        Seed = seed;
        json = new(() => LoginPins.Apply(this.start, this.pins));
    }

    /// <summary>What makes this login again with <see cref="Any(long)"/>; null where nothing in it is random.</summary>
    public long? Seed { get; }

    /// <summary>The event, Auth0-shaped.</summary>
    public JsonElement Json => json.Value;

    /// <summary>The event as an action reads it.</summary>
    public PostLoginEvent Event => new(Json);

    /// <summary>
    /// Any login of a user. Each calling line has a login of its own, the same at every call of one run; the next run has others, unless the
    /// environment variable <c>LOGIN_SEED</c> names the run that is to be repeated.
    /// </summary>
    public static Login Any([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Any(LoginSeed.At(file, line));

    /// <summary>The login of a seed.</summary>
    public static Login Any(long seed) => new(RandomLogin.Of(seed), seed, []);

    /// <summary>A login with nothing in it but this event.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static Login Of(string json) => new(JsonElement.Parse(json), seed: null, []);

    /// <summary>Pins the value at a JSON pointer (RFC 6901) into the event: <c>/user/app_metadata/roles</c>. Objects on the way are made.</summary>
    /// <exception cref="ArgumentException">It is no pointer to a member of an object.</exception>
    public Login With(string pointer, ClaimValue value) => Pinned(pointer, value.Element);

    /// <summary>Pins a list of texts: <c>With("/authorization/roles", ["reader"])</c>.</summary>
    [OverloadResolutionPriority(1)]
    public Login With(string pointer, IReadOnlyList<string> values) => With(pointer, ClaimValue.Of(values));

    /// <summary>Pins a value given as JSON text.</summary>
    public Login WithJson(string pointer, string value) => Pinned(pointer, JsonElement.Parse(value));

    /// <summary>Takes away what is at a JSON pointer.</summary>
    public Login Without(string pointer) => Pinned(pointer, null);

    /// <summary>A login without a user: client credentials.</summary>
    public Login WithoutUser() => Without("/user");

    /// <summary>Pins <c>user.user_id</c>.</summary>
    public Login WithUserId(string userId) => With("/user/user_id", userId);

    /// <summary>Pins <c>user.email</c>.</summary>
    public Login WithEmail(string email) => With("/user/email", email);

    /// <summary>Pins <c>authorization.roles</c>.</summary>
    public Login WithRoles(params string[] roles) => With("/authorization/roles", roles);

    /// <summary>Pins a member of <c>user.app_metadata</c>.</summary>
    public Login WithAppMetadata(string key, ClaimValue value) => With("/user/app_metadata/" + LoginPins.Escape(key), value);

    /// <summary>Pins a member of <c>user.app_metadata</c> to a list of texts.</summary>
    [OverloadResolutionPriority(1)]
    public Login WithAppMetadata(string key, IReadOnlyList<string> values) => WithAppMetadata(key, ClaimValue.Of(values));

    /// <summary>Pins <c>client.client_id</c>.</summary>
    public Login WithClient(string clientId) => With("/client/client_id", clientId);

    /// <summary>Pins id and name of the organization.</summary>
    public Login WithOrganization(string id, string name) => With("/organization/id", id).With("/organization/name", name);

    /// <summary>How to make it again: never the event, which in a test of one's own may be somebody's.</summary>
    public override string ToString() => Seed is { } seed ? string.Create(CultureInfo.InvariantCulture, $"Login.Any({seed}L)") : "Login.Of(…)";

    private Login Pinned(string pointer, JsonElement? value) => new(start, Seed, pins.Add((LoginPins.Checked(pointer), value)));
}
