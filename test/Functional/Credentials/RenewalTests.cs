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
                // With a life as short as this, renewal and margin shrink: new ones come after about half of it.
                data.Add(source, 4);
                data.Add(source, 8);
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

    [Fact]
    public async Task Update_RoleIsWithdrawnDuringTheRun_NamesTheRoleAndNotTheGroupsPermissions()
    {
        await using var cell = await Cell.StartAsync();
        var role = cell.Role("other");
        cell.Simulator.Credentials.Lifetime = TimeSpan.FromSeconds(3);
        cell.Simulator.Credentials.Roles["other"] = new RoleSettings();
        cell.With(cell.Simulator.Environments.WithLongLivedKey);
        cell.Config["role_arn"] = role;
        await using var plugin = (await cell.OpenAsync()).Expect("CredentialsNotRenewed", "ActionNotServed");
        cell.Simulator.Credentials.Roles.Remove("other");

        var e = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (true)
            {
                using var call = plugin.Group.Update(new Empty(), cancellationToken: TestContext.Current.CancellationToken);
                await call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken);
            }
        });

        Assert.Equal(StatusCode.Unauthenticated, e.StatusCode);
        Assert.StartsWith(
            $"could not read Auto Scaling Group \"group\" in us-east-1: could not get AWS credentials from role {role}, assumed with environment " +
            $"variable AWS_ACCESS_KEY_ID: could not assume role {role}: AccessDenied: ",
            e.Status.Detail,
            StringComparison.Ordinal);
    }

    private static int KeysUsed(AwsSimulator.Simulator simulator) =>
        simulator.Calls.Of("DescribeAutoScalingGroups").Select(call => call.AccessKeyId).Distinct().Count();
}
