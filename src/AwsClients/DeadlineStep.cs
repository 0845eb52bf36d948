namespace AwsClients;

/// <summary>A part of something that has a <see cref="Deadline"/>.</summary>
/// <param name="Name">What is done, such as "reading the group"; an error text begins with it.</param>
/// <param name="Check">What to look at when it does not end: "check …".</param>
public sealed record DeadlineStep(string Name, string Check);
