using Amazon.EC2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AwsClients.AutoScaling;

namespace AwsClients.Transport;

/// <summary>
/// Each attempt of a call: waits for its turn, tells the pace how AWS took it, and makes one kind of exception of an answer that is none of
/// the service's, so that the SDK tries again.
/// </summary>
internal sealed class CallAttempt(RetryPolicy policy) : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var call = executionContext.RequestContext;
        if (call.ClientConfig.HttpClientFactory is not SessionHttp http)
        {
            return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }

        using var turn = await EnterAsync(http, call).ConfigureAwait(false);
        executionContext.ResponseContext.HttpResponse = null;
        try
        {
            var answer = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            if (call.ClientConfig is AmazonEC2Config)
            {
                AnswerFailure.DemandRequestId(answer, executionContext.ResponseContext.HttpResponse);
            }

            turn.Served();
            return answer;
        }
        catch (Exception e) when (CallFailure.Note(call, e))
        {
            throw;
        }
        catch (AmazonServiceException e) when (policy.IsThrottlingError(e))
        {
            turn.Throttled();
            throw;
        }
        catch (Exception e) when (AnswerFailure.IsUnreadable(e, executionContext.ResponseContext.HttpResponse))
        {
            throw AnswerFailure.Unreadable(e, executionContext.ResponseContext.HttpResponse);
        }
        finally
        {
            http.NoteClock(call.Request.Endpoint);
        }
    }

    private static async Task<CallTurn> EnterAsync(SessionHttp http, IRequestContext call)
    {
        var pace = http.PaceOf(call.ClientConfig.ServiceId);
        CallFailure.Waits(call, true);
        var turn = await pace.EnterAsync(IsOfTheGroup(call.OriginalRequest), call.CancellationToken).ConfigureAwait(false);
        CallFailure.Waits(call, false);
        return turn;
    }

    // What the runner knows of its group comes from these: without them it neither asks for machines nor lets one go.
    private static bool IsOfTheGroup(AmazonWebServiceRequest request) =>
        request is DescribeAutoScalingGroupsRequest or DescribeAutoScalingInstancesRequest;
}
