using Microsoft.Extensions.Hosting;

namespace GoPlugin.Lifetime;

/// <summary>Takes the place of ASP.NET's console lifetime, which would end the server on SIGINT and SIGTERM and print to stdout.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
