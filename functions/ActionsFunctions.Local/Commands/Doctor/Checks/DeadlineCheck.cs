using System.Globalization;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>The budget of each provider against the time that it waits: an answer after that is no answer.</summary>
internal sealed class DeadlineCheck : ICheck<Installation>
{
    public string Id => "deadline";

    public string About => "budgets against the time that each provider waits";

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        var postLogin = subject.Root().Section("PostLogin");
        var findings = new List<Finding>();
        foreach (var provider in subject.Providers)
        {
            var needed = ProviderReader.Budget(postLogin, provider) + CallerDeadline.Margin;
            var deadline = CallerDeadline.Of(provider.Route);
            // Where Graph lets us see it, what the extension says counts instead of what it could say.
            if (provider.Route == "entra" && subject.Entra is not null && (await EntraExtension.FindAsync(subject, cancellationToken)).Extension is { } extension)
                deadline = new(extension.Timeout ?? deadline.Unset, extension.Timeout ?? deadline.Unset, deadline.Where);
            if (Judge(provider, needed, deadline) is { } finding)
                findings.Add(finding);
        }

        return findings;
    }

    private static Finding? Judge(ProviderType provider, TimeSpan needed, CallerDeadline deadline)
    {
        var key = $"PostLogin:Budgets:{provider.Section}";
        var most = deadline.Most - CallerDeadline.Margin;
        if (needed > deadline.Most)
            return Finding.Fail($"{key}: {provider.Route} waits {Seconds(deadline.Most)}, network included. Set at most {most:hh\\:mm\\:ss\\.fff}{(deadline.Where is null ? "" : $", or raise {deadline.Where}")}.");
        return needed > deadline.Unset
            ? Finding.Warn($"{key}: {provider.Route} waits {Seconds(deadline.Unset)} unless told otherwise. Set {deadline.Where} to at least {Seconds(needed)}, or the budget to at most {deadline.Unset - CallerDeadline.Margin:hh\\:mm\\:ss\\.fff}.")
            : null;
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} s");
}
