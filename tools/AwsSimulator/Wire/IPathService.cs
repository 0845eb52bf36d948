using Microsoft.AspNetCore.Http;

namespace AwsSimulator.Wire;

/// <summary>A service that is known by its path and proves its callers by other means than SigV4.</summary>
internal interface IPathService
{
    /// <summary>What <see cref="Calls.RecordedCall.Service"/> says.</summary>
    string Name { get; }

    /// <summary>What the request asks of this service; null when it is for another.</summary>
    string? ActionOf(HttpRequest request);

    /// <exception cref="AwsException">The call is refused.</exception>
    Answer Handle(string action, HttpRequest request, string body);

    Answer Error(AwsException error);
}
