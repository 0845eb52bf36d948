using AwsSimulator.Cloud;
using AwsSimulator.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AwsSimulator.Control;

/// <summary>Makes trouble for one group at run time, over plain HTTP: see README.md for the operations.</summary>
/// <param name="setup">The options of its setup that the group was made with.</param>
internal sealed class ControlService(SimulatedGroup group, FaultList faults, string setup)
{
    private const int LargestBody = 16 * 1024;
    private const int InterruptionNotice = 120;

    // Serializes what operations read and then write; the group has its own lock.
    private readonly Lock _gate = new();
    private string _setup = setup;

    private enum Body
    {
        None,
        Optional,
        Needed,
    }

    private Dictionary<string, (Body Body, Action<string> Do)> Operations => new()
    {
        ["GET /"] = (Body.None, ShowOnly),
        ["PUT /desired"] = (Body.Needed, text => SetSizes(group.MinSize, Arguments.Number("desired", text), group.MaxSize)),
        ["PUT /min"] = (Body.Needed, text => SetMin(Arguments.Number("min", text))),
        ["PUT /max"] = (Body.Needed, text => SetMax(Arguments.Number("max", text))),
        ["PUT /setup"] = (Body.Needed, SetUp),
        ["DELETE /setup"] = (Body.None, SetUp),
        ["PUT /launch-failure"] = (Body.Needed, text => group.LaunchFailure = TroubleText.LaunchFailure(text)),
        ["DELETE /launch-failure"] = (Body.None, _ => group.LaunchFailure = null),
        ["POST /faults"] = (Body.Needed, text => faults.Add(TroubleText.Fault(text))),
        ["DELETE /faults"] = (Body.None, _ => faults.Clear()),
    };

    private static Dictionary<string, (Body Body, Action<SimulatedInstance, string> Do)> OnInstances { get; } = new()
    {
        ["reclaim"] = (Body.None, (instance, _) => instance.Group.Reclaim(instance)),
        ["interrupt"] = (Body.Optional, Interrupt),
        ["stop"] = (Body.None, (instance, _) => instance.Group.Stop(instance)),
        ["unhealthy"] = (Body.None, (instance, _) => instance.HealthStatus = "Unhealthy"),
    };

    private static void ShowOnly(string body)
    {
        // The state is answered whatever was done.
    }

    public async Task ServeAsync(HttpContext context)
    {
        int status;
        string answer;
        try
        {
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestBody;
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
            lock (_gate)
            {
                Find(context.Request, body.Trim())();
                (status, answer) = (StatusCodes.Status200OK, ControlState.Of(group, faults, _setup));
            }
        }
        catch (ArgumentException wrong)
        {
            (status, answer) = (StatusCodes.Status400BadRequest, wrong.Message);
        }
        catch (BadHttpRequestException wrong)
        {
            // Of the operations below, or Kestrel's for a body that is too large.
            (status, answer) = (wrong.StatusCode, wrong.Message);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = status == StatusCodes.Status200OK ? "application/json" : "text/plain; charset=utf-8";
        await context.Response.WriteAsync(answer + "\n", context.RequestAborted).ConfigureAwait(false);
    }

    private Action Find(HttpRequest request, string body)
    {
        var path = request.Path.Value!;
        var name = $"{request.Method} {path}";
        if (path.Split('/') is ["", "instances", var id, var what] && OnInstances.TryGetValue(what, out var onInstance) && request.Method == "POST")
        {
            Check(name, onInstance.Body, body);
            var instance = Instance(id);
            return () => onInstance.Do(instance, body);
        }

        if (!Operations.TryGetValue(name, out var operation))
        {
            var all = Operations.Keys.Concat(OnInstances.Keys.Select(key => $"POST /instances/ID/{key}"));
            throw new BadHttpRequestException($"there is no {name}; there are {string.Join(", ", all)}", StatusCodes.Status404NotFound);
        }

        Check(name, operation.Body, body);
        return () => operation.Do(body);
    }

    private static void Check(string name, Body wanted, string body)
    {
        if (wanted == Body.None && body.Length > 0)
        {
            throw new ArgumentException($"{name} takes no body");
        }

        if (wanted == Body.Needed && body.Length == 0)
        {
            throw new ArgumentException($"{name} needs a body");
        }
    }

    private SimulatedInstance Instance(string id)
    {
        var instance = group.Instances.FirstOrDefault(instance => instance.Id == id)
            ?? throw new BadHttpRequestException($"the group {group.Name} has no instance {id}; GET / lists those that it has", StatusCodes.Status404NotFound);
        return LifecycleStates.CountsAsCapacity(instance.LifecycleState)
            ? instance
            : throw new BadHttpRequestException($"{id} is {instance.LifecycleState} already", StatusCodes.Status409Conflict);
    }

    private static void Interrupt(SimulatedInstance instance, string seconds)
    {
        if (instance.SpotRequestId is null)
        {
            throw new BadHttpRequestException(
                $"{instance.Id} is no Spot instance; start the simulator with --spot", StatusCodes.Status409Conflict);
        }

        var notice = seconds.Length == 0 ? InterruptionNotice : Arguments.Number("interrupt", seconds);
        instance.Group.Interrupt(instance, TimeSpan.FromSeconds(notice));
    }

    // As UpdateAutoScalingGroup: a desired capacity outside of the new bounds goes to the nearest.
    private void SetMin(int min) => SetSizes(min, Math.Max(min, group.DesiredCapacity), group.MaxSize);

    private void SetMax(int max) => SetSizes(group.MinSize, Math.Min(max, group.DesiredCapacity), max);

    private void SetSizes(int min, int desired, int max)
    {
        if (min > desired || desired > max)
        {
            throw new ArgumentException(FormattableString.Invariant($"min {min}, desired {desired}, max {max}: they must be in this order"));
        }

        (group.MinSize, group.MaxSize, group.DesiredCapacity) = (min, max, desired);
    }

    private void SetUp(string options)
    {
        SetupOptions.Replace(group, options);
        _setup = options;
    }
}
