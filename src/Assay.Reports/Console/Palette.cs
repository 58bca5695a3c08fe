using Spectre.Console;

namespace Assay.Reports;

/// <summary>The few styles of console output: base colours only, so that they follow the theme of the terminal.</summary>
internal static class Palette
{
    public static Style Plain { get; } = Style.Plain;
    public static Style Strong { get; } = new(decoration: Decoration.Bold);
    public static Style Faint { get; } = new(decoration: Decoration.Dim);
    public static Style Good { get; } = new(Color.Green, decoration: Decoration.Bold);
    public static Style Warn { get; } = new(Color.Olive, decoration: Decoration.Bold);
    public static Style Bad { get; } = new(Color.Maroon, decoration: Decoration.Bold);
    public static Style Open { get; } = new(Color.Purple, decoration: Decoration.Bold);
    public static Style Place { get; } = new(Color.Teal);
}
