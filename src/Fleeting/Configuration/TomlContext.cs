using Tomlyn.Model;
using Tomlyn.Serialization;

namespace Fleeting.Configuration;

/// <summary>Reads TOML without reflection: its code is made when this is built.</summary>
[TomlSerializable(typeof(TomlTable))]
internal sealed partial class TomlContext : TomlSerializerContext;
