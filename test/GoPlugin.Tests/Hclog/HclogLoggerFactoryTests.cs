using System.Text;
using System.Text.Json;
using GoPlugin.Hclog;
using Microsoft.Extensions.Logging;

namespace GoPlugin.Tests.Hclog;

public sealed class HclogLoggerFactoryTests : IDisposable
{
    private readonly WriteCounter _stderr = new();

    public void Dispose() => _stderr.Dispose();

    [Fact]
    public void Write_ErrorWithAnException_IsFollowedByItsStackTraceAtDebug()
    {
        var log = Factory().CreateLogger("Some.Module");
        try
        {
            throw new InvalidOperationException("broken");
        }
        catch (InvalidOperationException e)
        {
            Write(log, LogLevel.Error, "could not do it", e);
        }

        var lines = Lines();
        Assert.Equal(2, lines.Count);
        Assert.Equal("InvalidOperationException: broken", lines[0].GetProperty("error").GetString());
        Assert.Equal("error", lines[0].GetProperty("@level").GetString());
        Assert.Equal("debug", lines[1].GetProperty("@level").GetString());
        Assert.Equal("stack trace of: could not do it", lines[1].GetProperty("@message").GetString());
        Assert.Contains($"at {GetType().FullName}.Write_", lines[1].GetProperty("stacktrace").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WarningWithAnException_HasNoStackTrace()
    {
        Write(Factory().CreateLogger("Some.Module"), LogLevel.Warning, "hm", new IOException("lost"));

        Assert.Equal("IOException: lost", Assert.Single(Lines()).GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("Fleeting.Aws", LogLevel.Trace, true)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Information, false)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning, true)]
    [InlineData("Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.Information, false)]
    [InlineData("System.Net.Http", LogLevel.Debug, false)]
    public void IsEnabled_ByCategory_LeavesOutTheWebServersChatter(string category, LogLevel level, bool expected)
    {
        var log = Factory().CreateLogger(category);
        Write(log, level, "hello");

        Assert.Equal(expected, log.IsEnabled(level));
        Assert.Equal(expected ? 1 : 0, Lines().Count);
    }

    [Fact]
    public void Write_ManyThreads_EachLineIsWholeAndOneWrite()
    {
        var log = Factory().CreateLogger("Some.Module");

        Parallel.For(0, 500, i => Write(log, LogLevel.Information, $"line {i}"));

        Assert.Equal(500, Lines().Select(line => line.GetProperty("@message").GetString()).Distinct().Count());
        Assert.Equal(500, _stderr.Writes);
        Assert.False(_stderr.Overlapped);
    }

    [Fact]
    public void Write_HostNoLongerReads_IsNoError()
    {
        _stderr.Broken = true;

        Write(Factory().CreateLogger("Some.Module"), LogLevel.Information, "hello");

        Assert.Equal(1, _stderr.Writes);
    }

    private static void Write(ILogger log, LogLevel level, string message, Exception? exception = null) =>
        log.Log(level, default, message, exception, (text, _) => text);

    private HclogLoggerFactory Factory() => new(_stderr, TimeProvider.System);

    private List<JsonElement> Lines() => [.. Encoding.UTF8.GetString(_stderr.ToArray())
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)];

    private sealed class WriteCounter : MemoryStream
    {
        private int _writing;

        public int Writes { get; private set; }

        public bool Broken { get; set; }

        /// <summary>Whether two threads ever wrote at once.</summary>
        public bool Overlapped { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Overlapped |= Interlocked.Increment(ref _writing) > 1;
            Thread.SpinWait(1000);
            Interlocked.Decrement(ref _writing);
            Writes++;
            if (Broken)
            {
                throw new IOException("Broken pipe");
            }

            base.Write(buffer);
        }
    }
}
