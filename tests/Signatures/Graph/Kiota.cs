namespace Microsoft.Kiota.Abstractions
{
    public class ApiException : Exception
    {
        public ApiException()
        {
        }

        public ApiException(string message)
            : base(message)
        {
        }

        public int ResponseStatusCode { get; set; }

        public IDictionary<string, IEnumerable<string>> ResponseHeaders { get; set; } = new Dictionary<string, IEnumerable<string>>(StringComparer.OrdinalIgnoreCase);
    }

    public class RequestHeaders
    {
        public void Add(string headerName, params string[] headerValues) => throw new NotSupportedException();
    }

    public class RequestConfiguration<T>
        where T : class, new()
    {
        public RequestHeaders Headers { get; set; } = new();

        public T QueryParameters { get; set; } = new();
    }

    public class DefaultQueryParameters
    {
        public string? Filter { get; set; }
    }
}

namespace Microsoft.Kiota.Abstractions.Authentication
{
    public interface IAuthenticationProvider;

    public class AnonymousAuthenticationProvider : IAuthenticationProvider;
}
