using Fleeting.Aws.Calls;
using Fleeting.Errors;
namespace Fleeting.Aws.Scaling;

/// <summary>The account has no group of that name in that region.</summary>
internal sealed class GroupNotFoundException(GroupScope scope, string? accountId = null) : ProviderException(
    ProviderErrorReason.NotFound,
    $"could not find {scope}: {(accountId is null ? "the account of these credentials" : $"account {accountId}")} has no group of that name " +
    "there; check name and region in plugin_config, and that the credentials belong to the group's account");
