using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Recording;

/// <summary>A running app records some logins: few, redacted, and after the answer.</summary>
public sealed class LoginRecorderTests : IDisposable
{
    private static readonly ActionType Copy = new("copy", _ => InlineAction.Of((login, api) => api.SetCustomClaim(Tokens.Id, "https://app.example/mail", login.Json.GetProperty("user").GetProperty("email").GetString()!)));
    private readonly string folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task A_login_is_recorded_redacted_and_the_same_person_is_the_same()
    {
        await using var app = App(("Most", "2"));
        foreach (var id in (string[])["1", "2", "3"])
            await app.SendAsync(app.Login($$"""{"event":{"user":{"user_id":"auth0|MARK","email":"MARK@contoso.example"},"transaction":{"id":"MARK-{{id}}"} } }"""));
        var files = await FilesAsync(2);
        Assert.DoesNotContain("MARK", string.Concat(files), StringComparison.Ordinal);
        Assert.Single(files.Select(file => JsonElement.Parse(file).GetProperty("event").GetProperty("user").GetProperty("user_id").GetString()).Distinct());
        Assert.Contains("https://app.example/mail", files[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_folder_holds_counts()
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "before.login.json"), "{}");
        await using var app = App(("Most", "1"));
        await app.SendAsync(app.Login("""{"event":{"user":{"user_id":"a","email":"b"}}}"""));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("Percent", "0")]
    [InlineData("Percent", "101")]
    [InlineData("Most", "0")]
    [InlineData("Key", "")]
    [InlineData("Folder", "")]
    [InlineData("Clear", "true")]
    public void A_mistake_stops_the_start_and_names_its_key(string key, string value) =>
        Assert.Equal("PostLogin:Capture:" + key, Assert.Single(Assert.Throws<InvalidSettingsException>(() => App((key, value))).Faults).Key);

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private TestApp App(params (string Key, string Value)[] settings)
    {
        var capture = new Dictionary<string, string>(StringComparer.Ordinal) { ["Folder"] = folder, ["Key"] = "a secret", ["Percent"] = "100" };
        foreach (var (key, value) in settings)
            capture[key] = value;
        return new([new("PostLogin:Actions:0:Name", "copy"), .. capture.Select(setting => new KeyValuePair<string, string?>("PostLogin:Capture:" + setting.Key, setting.Value))], Copy);
    }

    // Files are written after the answer, each in one go at its end.
    private async Task<string[]> FilesAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            string[] files = Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(Read)] : [];
            if (files.Length == count && files.All(file => file.EndsWith('}')))
                return files;
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
