using System.Text;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Local.Commands.Doctor;

/// <summary>The report as one JSON document: <c>[{id, status, remedy}]</c>, one element for each check.</summary>
internal static class DoctorJson
{
    public static void Write(IReadOnlyList<Diagnosis> report, TextWriter to) => to.WriteLine(Encoding.UTF8.GetString(JsonBody.Write(report, static (json, diagnoses) =>
    {
        json.WriteStartArray();
        foreach (var diagnosis in diagnoses)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, diagnosis.Id);
            json.WriteString("status"u8, DoctorText.Name(diagnosis.Status));
            json.WriteString("remedy"u8, string.Join('\n', diagnosis.Findings.Select(finding => finding.Remedy)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }).Span));
}
