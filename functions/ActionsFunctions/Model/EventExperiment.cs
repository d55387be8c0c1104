using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The experiment that the login takes part in.</summary>
/// <param name="json">The event member <c>experiment</c>.</param>
public readonly struct EventExperiment(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The experiment's id.</summary>
    public string? ExperimentId => Json.Text("experiment_id");

    /// <summary>Id of the variation that the user got.</summary>
    public string? VariationId => Json.Text("variation_id");

    /// <summary>Name of the variation.</summary>
    public string? VariationName => Json.Text("variation_name");

    /// <summary>Description of the variation.</summary>
    public string? VariationDescription => Json.Text("variation_description");

    /// <summary>Whether the variation is the control group.</summary>
    public bool? IsControl => Json.Flag("is_control");

    /// <summary>Parameters of the variation.</summary>
    public EventMap Config => Json.Map("config");
}
