using System.Text.Json;
using AwsSimulator;

namespace Functional;

/// <summary>Temporary credentials, as an AssumeRole outside of the plugin leaves them in the environment.</summary>
internal static class SessionKeys
{
    /// <summary>The three environment variables.</summary>
    public static async Task<Dictionary<string, string>> IssueAsync(Simulator aws)
    {
        var container = aws.Environments.WithContainer;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", container["AWS_CONTAINER_AUTHORIZATION_TOKEN"]);
        using var json = JsonDocument.Parse(
            await http.GetStringAsync(container["AWS_CONTAINER_CREDENTIALS_FULL_URI"], TestContext.Current.CancellationToken));
        return new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = json.RootElement.GetProperty("AccessKeyId").GetString()!,
            ["AWS_SECRET_ACCESS_KEY"] = json.RootElement.GetProperty("SecretAccessKey").GetString()!,
            ["AWS_SESSION_TOKEN"] = json.RootElement.GetProperty("Token").GetString()!,
        };
    }
}
