using System.Text;
using AwsSimulator.Calls;
using AwsSimulator.Cloud;
using AwsSimulator.Wire;
using Microsoft.AspNetCore.Http;

namespace AwsSimulator.Windows;

/// <summary>/wsman of one instance: basic authentication is checked against the instance's password, and nothing is run.</summary>
internal sealed class WsmanEndpoint(SimulatedInstance instance, CallPipeline pipeline)
{
    private const string SoapType = "application/soap+xml;charset=UTF-8";
    private const string Identified = """
        <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
          xmlns:wsmid="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"><s:Header/><s:Body><wsmid:IdentifyResponse>
          <wsmid:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</wsmid:ProtocolVersion>
          <wsmid:ProductVendor>AwsSimulator</wsmid:ProductVendor></wsmid:IdentifyResponse></s:Body></s:Envelope>
        """;

    public Task ServeAsync(HttpContext context)
    {
        var (user, password) = Basic(context.Request.Headers.Authorization.ToString());
        var call = new RecordedCall
        {
            Service = "winrm",
            Action = "wsman",
            Parameters = new Dictionary<string, string>
            {
                ["InstanceId"] = instance.Id,
                ["User"] = user,
                ["Scheme"] = context.Request.Scheme,
            },
            Time = pipeline.Time.GetUtcNow(),
            UserAgent = context.Request.Headers.UserAgent.ToString(),
            RequestId = Guid.NewGuid().ToString(),
        };
        return pipeline.RunAsync(context, call, _ => Answer(context.Request, user, password), Error);
    }

    private Answer Answer(HttpRequest request, string user, string password)
    {
        if (request.Path != "/wsman" || !HttpMethods.IsPost(request.Method))
        {
            throw new AwsException("NotFound", "", StatusCodes.Status404NotFound);
        }

        return string.Equals(user, "Administrator", StringComparison.OrdinalIgnoreCase) && password == instance.AdministratorPassword
            ? new Answer(200, SoapType, Identified)
            : throw new AwsException("Unauthorized", "", StatusCodes.Status401Unauthorized);
    }

    private static Answer Error(AwsException error) => new(error.Status, SoapType, error.Message)
    {
        ErrorCode = error.Code,
        Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = "Basic realm=\"WSMAN\"" },
    };

    private static (string User, string Password) Basic(string header)
    {
        const string Scheme = "Basic ";
        var buffer = new byte[header.Length];
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(header[Scheme.Length..], buffer, out var length)
            && Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2) is [var user, var password]
            ? (user, password)
            : ("", "");
    }
}
