using Amazon.EC2.Model;
using Fleeting.Aws.Checks.Reading;
using Fleeting.Aws.Checks.Reporting;
using Fleeting.Aws.Connecting;

namespace Fleeting.Aws.Checks.Judging;

/// <summary>What the group launches, and whether it fits how the runner connects.</summary>
internal static class LaunchRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.OnFound(
            "launch-template", facts => facts.Launch, "Give the group a launch template, and a version of it, that exist",
            (_, launch) => Verdict.Well($"{launch.Source}, image {launch.ImageId}, key pair {(launch.KeyName.Length == 0 ? "none" : launch.KeyName)}")),
        Rule.OnFound("image", facts => facts.Image, "Name an image that exists, and that this account may use, in the launch template", Image),
        Rule.On("platform", facts => facts.Image, Platform),
        Rule.On("username", facts => facts.Image, Username),
        Rule.Of("key", Key),
        Rule.Of("windows-key", WindowsKey),
    ];

    private static Verdict Image(Facts facts, Image image)
    {
        var text = $"{image.ImageId} ({image.Name}) is {image.State?.Value}";
        return image.State?.Value is "available"
            ? Verdict.Well(text)
            : Verdict.Wrong($"{text}, so launches fail", "Name an image that is available in the launch template");
    }

    private static Verdict Platform(Facts facts, Image image)
    {
        var given = facts.Target.Settings.Connector;
        var found = ConnectorDetection.Complete(given with { Os = "", Arch = "", Protocol = "" }, ImageFacts.Of(image));
        List<string> wrong = [];
        if (given.Os.Length > 0 && given.Os != found.Os)
        {
            wrong.Add($"os is {given.Os}, and the image {found.Os}");
        }

        if (given.Arch.Length > 0 && ConnectorDetection.ToGoArch(given.Arch) != found.Arch)
        {
            wrong.Add($"arch is {given.Arch}, and the image {found.Arch}");
        }

        if (given.Protocol is ConnectorProtocol.WinRm or ConnectorProtocol.WinRmHttps && found.Os != "windows")
        {
            wrong.Add($"protocol is {given.Protocol}, and the image {found.Os}");
        }

        return wrong.Count == 0
            ? Verdict.Well($"{found.Os}/{found.Arch}, by {facts.Connector.Protocol}")
            : Verdict.Wrong(string.Join("; ", wrong), "Take what is wrong out of connector_config: it is detected");
    }

    private static Verdict Username(Facts facts, Image image)
    {
        var username = facts.Connector.Username;
        return KnownImages.User(image) switch
        {
            null => Verdict.NotChecked(
                $"{image.ImageId} is an image of somebody's own, whose users cannot be seen from here; the runner logs in as {username}"),
            var user when user == username => Verdict.Well($"{username} is the user of such images"),
            var user => Verdict.Wrong(
                $"the runner logs in as {username}, and the user of {image.Name} is {user}",
                $"Set username = \"{user}\" in connector_config, unless the instances get another user"),
        };
    }

    private static Verdict Key(Facts facts)
    {
        if (facts.Target.KeyProblem.Length > 0)
        {
            return Verdict.Wrong(facts.Target.KeyProblem, "Give another key_path in connector_config, or none at all: then each connection gets a fresh key");
        }

        if (facts.Target is not { Connector: { } connector, Config: { } config })
        {
            return Verdict.NotChecked("the configuration cannot be used");
        }

        return (connector.Key, facts.Connector) switch
        {
            (_, { Protocol: not ConnectorProtocol.Ssh }) => Verdict.Well("none is needed for SSH"),
            (null, { UseStaticCredentials: true }) => Verdict.Well("a password is given, and no key"),
            (null, _) => Verdict.Well($"a fresh {(config.DynamicKeyType is Keys.SshKeyType.Rsa ? "RSA" : "Ed25519")} key for each connection"),
            var (key, _) => Verdict.Well($"{key}, from key_path"),
        };
    }

    private static Verdict WindowsKey(Facts facts)
    {
        var connector = facts.Connector;
        if (connector.Protocol == ConnectorProtocol.Ssh || connector.UseStaticCredentials || connector.Password.Length > 0)
        {
            return Verdict.Well("no Windows password is asked for");
        }

        if (facts.Target.Connector is null)
        {
            return Verdict.NotChecked("the configuration cannot be used");
        }

        if (facts.Target.Connector.RsaKey is null)
        {
            return Verdict.Wrong(
                facts.Target.Connector.Key is { } key
                    ? $"the key of key_path is {key}, and Windows passwords are encrypted with RSA"
                    : "connector_config has no key_path, which decrypts Windows passwords",
                "Set key_path to the RSA private key of the instances' key pair, or give a password");
        }

        return facts.Launch.Value is { KeyName.Length: 0 } launch
            ? Verdict.Wrong($"{launch.Source} names no key pair, so EC2 has no password to give", "Name the key pair of key_path in the launch template")
            : Verdict.Well($"an RSA key is given{(facts.Launch.Value is { } named ? $", and the instances have the key pair {named.KeyName}" : "")}");
    }
}
