namespace TestKit;

/// <summary>A block of code between fences on a <see cref="MarkdownPage"/>.</summary>
/// <param name="Line">The line of its first fence, from 1.</param>
/// <param name="Language">What stands behind the fence, such as <c>toml</c>; empty for none.</param>
/// <param name="Text">What stands between the fences.</param>
public sealed record FencedBlock(int Line, string Language, string Text);
