using System.Text;

namespace GoPlugin.Hclog;

/// <summary>
/// The names of fields: <c>InstanceId</c> in a message template is <c>instance_id</c> in the line, as Go's logs spell it.
/// </summary>
internal static class HclogFieldName
{
    public static string From(string templateName)
    {
        var name = new StringBuilder(templateName.Length + 4);
        for (var i = 0; i < templateName.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(templateName[i]) &&
                (char.IsLower(templateName[i - 1]) || (i + 1 < templateName.Length && char.IsLower(templateName[i + 1])));
            if (startsWord && name[^1] != '_')
            {
                name.Append('_');
            }

            name.Append(char.ToLowerInvariant(templateName[i]));
        }

        // Names with an @ are hclog's own.
        return name.ToString().TrimStart('@');
    }
}
