using AwsSimulator.Credentials;
using Fleeting.Protocol;
using Grpc.Core;

namespace Functional.Credentials;

/// <summary>Temporary credentials that end while the plugin runs are replaced without one failed call.</summary>
public sealed class RenewalTests
{
    public static TheoryData<string, int> Cells
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var source in (string[])["metadata", "container", "web", "role"])
            {
                // Half a minute: over before the margin, so each call needs new ones. Two: near their end, so they are renewed beside the calls.
                data.Add(source, 30);
                data.Add(source, 120);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Update_CredentialsEndDuringTheRun_NeverFails(string source, int seconds)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var cell = await Cell.StartAsync();
        var simulator = cell.Simulator;
        simulator.Credentials.Lifetime = TimeSpan.FromSeconds(seconds);
        simulator.Credentials.Roles["other"] = new RoleSettings();
        cell.With(source switch
        {
            "metadata" => simulator.Environments.WithMetadata,
            "container" => simulator.Environments.WithContainer,
            "web" => simulator.Environments.WithWebIdentity(cell.Write("token", simulator.Credentials.WebIdentityToken)),
            _ => simulator.Environments.WithLongLivedKey,
        });
        if (source == "role")
        {
            cell.Config["role_arn"] = cell.Role("other");
        }

        await using var plugin = await cell.OpenAsync();
        while (KeysUsed(simulator) < 3)
        {
            using var call = plugin.Group.Update(new Empty(), cancellationToken: cancellationToken);
            Assert.Equal(2, await call.ResponseStream.ReadAllAsync(cancellationToken).CountAsync(cancellationToken));
        }

        Assert.All(simulator.Calls.All, call => Assert.Null(call.ErrorCode));
    }

    private static int KeysUsed(AwsSimulator.Simulator simulator) =>
        simulator.Calls.Of("DescribeAutoScalingGroups").Select(call => call.AccessKeyId).Distinct().Count();
}
