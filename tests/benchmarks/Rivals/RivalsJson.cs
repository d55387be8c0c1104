using System.Text.Json.Serialization;

namespace ActionsFunctions.Benchmarks.Rivals;

[JsonSerializable(typeof(string[]))]
internal sealed partial class RivalsJson : JsonSerializerContext;
