namespace Fleeting.Aws.Calls;

/// <summary>How long a call goes on trying what may pass, where its caller sets no deadline.</summary>
internal sealed class Patience(TimeSpan limit, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>Whether it is over before a pause of that length.</summary>
    public bool EndsWithin(TimeSpan pause) => time.GetElapsedTime(_began) + pause > limit;
}
