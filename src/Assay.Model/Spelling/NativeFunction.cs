namespace Assay.Model;

/// <summary>Names native functions as <c>dll!function</c>: lower-case library without folder and ending, function without the A/W of its text form.</summary>
public static class NativeFunction
{
    /// <summary>Gives the name in facts: <c>C:\Windows\ADVAPI32.dll, GetUserNameW</c> => <c>advapi32!GetUserName</c>; <c>libc.so.6, getpid</c> => <c>libc!getpid</c>; <c>api-ms-win-core-file-l1-1-0.dll, CopyFileW</c> => <c>kernel32!CopyFile</c>.</summary>
    public static string Normalize(string library, string function)
    {
        var name = library[(library.AsSpan().LastIndexOfAny('/', '\\') + 1)..].ToLowerInvariant();
        foreach (var ending in (ReadOnlySpan<string>)[".dll", ".so", ".dylib", ".exe", ".drv"])
        {
            // libc.so.6: the version follows the ending.
            var at = name.IndexOf(ending, StringComparison.Ordinal);
            if (at > 0 && (at + ending.Length == name.Length || name[at + ending.Length] == '.'))
            {
                name = name[..at];
                break;
            }
        }

        return NativeLibrary.Documented(name) + "!" + WithoutTextForm(function);
    }

    // CreateFileW, RegOpenKeyExA => CreateFile, RegOpenKeyEx; names in capitals (WSA...) keep theirs.
    private static string WithoutTextForm(string function) =>
        function.Length > 3 && function[^1] is 'A' or 'W' && (char.IsAsciiLetterLower(function[^2]) || char.IsAsciiDigit(function[^2])) ? function[..^1] : function;
}
