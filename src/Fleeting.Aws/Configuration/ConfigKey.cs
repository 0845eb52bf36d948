namespace Fleeting.Aws.Configuration;

/// <summary>The keys of <c>plugin_config</c>. docs/reference/configuration.md describes each; a test keeps the two in step.</summary>
internal static class ConfigKey
{
    public const string Name = "name";
    public const string Region = "region";
    public const string Profile = "profile";
    public const string CredentialsProfile = "credentials_profile";
    public const string CredentialsFile = "credentials_file";
    public const string ConfigFile = "config_file";
    public const string RoleArn = "role_arn";
    public const string ExternalId = "external_id";
    public const string RoleSessionName = "role_session_name";
    public const string DynamicKeyType = "dynamic_key_type";

    public static IReadOnlyList<string> All { get; } =
    [
        Name, Region, Profile, CredentialsProfile, CredentialsFile, ConfigFile, RoleArn, ExternalId, RoleSessionName, DynamicKeyType,
    ];

    /// <summary>The known key that an unknown one was probably meant to be: its longer form, else the one with the fewest edits between.</summary>
    public static string Nearest(string unknown) =>
        All.FirstOrDefault(known => known.StartsWith(unknown, StringComparison.OrdinalIgnoreCase))
        ?? All.MinBy(known => EditDistance.Between(known, unknown.ToLowerInvariant()))!;
}
