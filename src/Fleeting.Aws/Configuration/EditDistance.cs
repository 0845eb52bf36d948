namespace Fleeting.Aws.Configuration;

/// <summary>How many letters lie between two texts: put in, left out or replaced.</summary>
internal static class EditDistance
{
    public static int Between(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        foreach (var fromChar in from)
        {
            var current = new int[previous.Length];
            current[0] = previous[0] + 1;
            for (var i = 0; i < to.Length; i++)
            {
                var replaced = previous[i] + (fromChar == to[i] ? 0 : 1);
                current[i + 1] = Math.Min(replaced, Math.Min(previous[i + 1], current[i]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
