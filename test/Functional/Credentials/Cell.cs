using System.Text.Json;
using AwsSimulator;
using Fleeting.Protocol;
using Google.Protobuf;
using GroupSettings = AwsSimulator.Cloud.GroupSettings;

namespace Functional.Credentials;

/// <summary>One cell of the credentials matrix: a simulator with a group, a home directory, and what the plugin is told.</summary>
internal sealed class Cell : IAsyncDisposable
{
    public const string Group = "group";

    // SHA-1 of "corp", the session's name: what the AWS tools call its file in the cache.
    private const string SessionHash = "ee0bfd2552fbd840c02cc48b6e823320543c450f";

    private Cell(Simulator simulator)
    {
        Simulator = simulator;
        Environment = new Dictionary<string, string>(simulator.Environments.WithoutCredentials) { ["HOME"] = Home };
        Directory.CreateDirectory(Path.Combine(Home, ".aws", "sso", "cache"));
    }

    public Simulator Simulator { get; }

    public string Home { get; } = Directory.CreateTempSubdirectory("fleeting-credentials-").FullName;

    /// <summary>The plugin's environment; from the start, the simulator's endpoint and region.</summary>
    public Dictionary<string, string> Environment { get; private set; }

    /// <summary>The plugin_config; from the start, the group's name.</summary>
    public Dictionary<string, string> Config { get; } = new() { ["name"] = Group };

    /// <summary>The long-lived key, as a shared file has it.</summary>
    public string Keys => $"aws_access_key_id = {Simulator.AccessKeyId}\naws_secret_access_key = {Simulator.SecretAccessKey}\n";

    /// <param name="group">Changes the group, which otherwise has two instances that nobody can log in to.</param>
    public static async Task<Cell> StartAsync(Func<GroupSettings, GroupSettings>? group = null)
    {
        var settings = new GroupSettings { Name = Group, DesiredCapacity = 2, Sshd = false, WinRm = false };
        return new(await Simulator.StartAsync(
            new SimulatorSettings { Groups = [group?.Invoke(settings) ?? settings] }, TestContext.Current.CancellationToken));
    }

    public Cell With(IReadOnlyDictionary<string, string> environment)
    {
        Environment = new Dictionary<string, string>(environment) { ["HOME"] = Home };
        return this;
    }

    public string Role(string name) => $"arn:aws:iam::{Simulator.AccountId}:role/{name}";

    /// <summary>Writes a file below the home directory; returns its path.</summary>
    public string Write(string name, string content)
    {
        var path = Path.Combine(Home, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Writes a profile of IAM Identity Center, and the token that a login left in its cache.</summary>
    /// <param name="left">Until the token expires.</param>
    /// <param name="clientSecret">Of the client that the login registered.</param>
    public void WriteSso(TimeSpan left, string clientSecret = "secret")
    {
        Write(
            ".aws/config",
            $"""
            [default]
            sso_session = corp
            sso_account_id = {Simulator.AccountId}
            sso_role_name = runner-role
            [sso-session corp]
            sso_region = us-east-1
            sso_start_url = https://corp.awsapps.com/start
            """);
        var now = TimeProvider.System.GetUtcNow();
        Write(
            ".aws/sso/cache/" + SessionHash + ".json",
            $$"""
            {"startUrl":"https://corp.awsapps.com/start","region":"us-east-1","accessToken":"{{Simulator.Credentials.SsoAccessToken}}",
             "expiresAt":"{{now + left:yyyy-MM-ddTHH:mm:ssZ}}","refreshToken":"{{Simulator.Credentials.SsoRefreshToken}}",
             "clientId":"client","clientSecret":"{{clientSecret}}","registrationExpiresAt":"{{now.AddDays(30):yyyy-MM-ddTHH:mm:ssZ}}"}
            """);
    }

    /// <summary>Starts the plugin, which sees no AWS setting of the machine, only the cell's, and lets it find its group.</summary>
    public async Task<RunningPlugin> OpenAsync()
    {
        var plugin = await RunningPlugin.StartAsync(ProcessEnvironment.Of(Environment));
        plugin.Expect("EndpointInTheClear");
        var request = new InitRequest { Config = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(Config)), Settings = new Settings() };
        try
        {
            await plugin.Group.InitAsync(request, cancellationToken: TestContext.Current.CancellationToken);
            return plugin;
        }
        catch
        {
            await plugin.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the plugin and returns who it was to AWS: "user/NAME" or "assumed-role/NAME/SESSION".</summary>
    public async Task<string> CallerAsync()
    {
        await using var plugin = await OpenAsync();
        Assert.DoesNotContain(plugin.Process.Log, entry => entry.Line.Contains(Simulator.SecretAccessKey, StringComparison.Ordinal));
        return Simulator.Calls.Of("DescribeAutoScalingGroups")[^1].PrincipalArn!.Split(':')[^1];
    }

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }
}
