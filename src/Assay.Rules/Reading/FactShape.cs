using System.Globalization;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Checks that a whole value is spelled as the facts of its kind are: a misspelled one would never match.</summary>
internal static class FactShape
{
    /// <summary>Says what is wrong; null when nothing is.</summary>
    public static string? Fault(FactKind kind, string value) => kind switch
    {
        FactKind.Call when !HasMember(value) && !value.Contains('!', StringComparison.Ordinal) => "a call is written Namespace.Type::Member or dll!function",
        FactKind.Call or FactKind.PInvoke or FactKind.Import when value.Contains('!', StringComparison.Ordinal) => NativeFault(value),
        FactKind.Call when value.EndsWith("::.ctor", StringComparison.Ordinal) => "a constructor is written `new: Type`",
        FactKind.PInvoke or FactKind.Import => "a native function is written dll!function",
        FactKind.Field or FactKind.Property when !HasMember(value) => "a member is written Namespace.Type::Member",
        FactKind.New or FactKind.Type or FactKind.Base or FactKind.Attribute when HasMember(value) || value.Contains(' ', StringComparison.Ordinal)
            => "a type is written Namespace.Outer+Nested",
        FactKind.Method when HasMember(value) => "a declared method is its bare name",
        FactKind.Process when value.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) || value.AsSpan().ContainsAny('/', '\\', ' ')
            => "a program is its base name without .exe",
        FactKind.Registry when !value.StartsWith("HK", StringComparison.OrdinalIgnoreCase) => @"a registry path starts with its hive (HKLM\...)",
        FactKind.Number when !IsNumber(value) => "a number is written in digits",
        FactKind.Date when !IsInstant(value) => "a date is written 2024-12-31",
        _ => null,
    };

    public static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    public static bool IsInstant(string text) => text.Length >= 8 && text.Contains('-', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static bool HasMember(string value) => value.Contains("::", StringComparison.Ordinal);

    private static string? NativeFault(string value)
    {
        var dll = value.AsSpan(0, value.IndexOf('!', StringComparison.Ordinal));
        return dll.ContainsAnyInRange('A', 'Z') || dll.EndsWith(".dll") || dll.IsEmpty ? "the library is written in lower case without .dll (kernel32!VirtualAlloc)" : null;
    }
}
