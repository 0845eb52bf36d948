using Amazon.EC2.Model;
using AwsClients.Ec2;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Instances;
using Fuzz.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fuzz.Targets;

/// <summary>
/// Answers in pages, whose tokens are the input's bytes, over and over: reading ends, with all of the pages or an <see cref="AwsException"/>,
/// and after no more of them than are allowed.
/// </summary>
internal static class PagesTarget
{
    private static readonly GroupScope _scope = new("group", "us-east-1");

    public static Target Target { get; } = new("pages", Run)
    {
        // The input's size bounds a page, the limit of pages bounds how often it comes.
        MaxBytes = 256,
        BaseAllocation = 64 * 1024 * 1024,
        Words = ["\0", "\u0001"],
    };

    private static void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        var pages = new Pages(input);
        var calls = new AwsCalls(_scope, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
        var describer = new InstanceDescriber(_scope, pages, calls, TimeProvider.System);
        var spot = new SpotStatusReader(_scope, pages, calls, TimeProvider.System);
        Read(pages, () => describer.DescribeAsync(["i-1"], CancellationToken.None));
        Read(pages, () => spot.ReadAsync(["sir-1"], CancellationToken.None));
    }

    private static void Read(Pages pages, Func<Task> read)
    {
        pages.Begin();
        try
        {
            Synchronous.Run(read());
            Oracle.Holds(pages.LastToken.Length == 0, "reading ended although there are more pages");
        }
        catch (AwsException e)
        {
            Oracle.Holds(e.MayPass, "an endless answer counts as a refusal");
        }

        Oracle.Holds(pages.Count <= AwsCalls.MostPages, $"{pages.Count} pages were read");
    }

    /// <summary>A byte of zero ends the answer, another is the token of the next page.</summary>
    private sealed class Pages(byte[] script) : IEc2
    {
        public int Count { get; private set; }

        public string LastToken { get; private set; } = "";

        public void Begin() => (Count, LastToken) = (0, "");

        public Task<DescribeInstancesResponse> DescribeInstancesAsync(DescribeInstancesRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new DescribeInstancesResponse
            {
                Reservations = [new Reservation { Instances = [new Amazon.EC2.Model.Instance { InstanceId = "i-1" }] }],
                NextToken = Next(request.NextToken),
            });

        public Task<DescribeSpotInstanceRequestsResponse> DescribeSpotInstanceRequestsAsync(
            DescribeSpotInstanceRequestsRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new DescribeSpotInstanceRequestsResponse { NextToken = Next(request.NextToken) });

        public Task<GetPasswordDataResponse> GetPasswordDataAsync(GetPasswordDataRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        private string Next(string? token)
        {
            Oracle.Holds((token ?? "") == LastToken, "a page is asked for with another token than the last page's");
            var value = script[Count++ % script.Length];
            return LastToken = value == 0 ? "" : $"{value}";
        }
    }
}
