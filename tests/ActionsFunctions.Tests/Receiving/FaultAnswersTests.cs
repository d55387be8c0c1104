using System.Text;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.Tests.Receiving;

public sealed class FaultAnswersTests
{
    [Fact]
    public void Every_fault_has_its_status_and_code() =>
        Assert.Equal(
            [
                """NotFound 404 {"error":{"code":"not-found","correlationId":"c-1"}}""",
                """MethodNotAllowed 405 {"error":{"code":"method-not-allowed","correlationId":"c-1"}}""",
                """UnsupportedMediaType 415 {"error":{"code":"unsupported-media-type","correlationId":"c-1"}}""",
                """LengthRequired 411 {"error":{"code":"length-required","correlationId":"c-1"}}""",
                """BodyTooLarge 413 {"error":{"code":"body-too-large","correlationId":"c-1"}}""",
                """Unauthorized 401 {"error":{"code":"unauthorized","correlationId":"c-1"}}""",
                """InvalidRequest 400 {"error":{"code":"invalid-request","correlationId":"c-1"}}""",
                """Unavailable 503 {"error":{"code":"unavailable","correlationId":"c-1"}}""",
                """Internal 500 {"error":{"code":"internal","correlationId":"c-1"}}""",
            ],
            Enum.GetValues<Fault>().Select(fault => $"{fault} {FaultAnswers.Neutral(fault, "c-1").Status} {Encoding.UTF8.GetString(FaultAnswers.Neutral(fault, "c-1").Body.Span)}"));
}
