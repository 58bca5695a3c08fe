namespace Assay.Native.Imports;

/// <summary>The functions that a language's runtime imports into every program it is linked into: they say nothing about the program.</summary>
/// <remarks>
/// A group is present when the file imports all of its marks: functions that its start-up code calls in every build. Then none of its functions is stated.
/// The lists follow the start-up and support code of the Microsoft C runtime (vcruntime, the static Universal C Runtime, delay-load helper), of MinGW-w64, and of Go.
/// </remarks>
internal sealed class StartUpImports
{
    // The security cookie is made from these by every image of Microsoft's and of older MinGW tools.
    private static readonly StartUpImports Cookie = new(
        ["GetSystemTimeAsFileTime", "GetCurrentThreadId", "GetCurrentProcessId", "QueryPerformanceCounter"],
        ["GetSystemTimeAsFileTime", "GetCurrentThreadId", "GetCurrentProcessId", "QueryPerformanceCounter", "GetTickCount", "GetTickCount64", "UnhandledExceptionFilter", "SetUnhandledExceptionFilter",
         "GetCurrentProcess", "TerminateProcess", "IsProcessorFeaturePresent", "IsDebuggerPresent", "InitializeSListHead", "GetStartupInfo", "GetModuleHandle", "RtlCaptureContext", "RtlLookupFunctionEntry",
         "RtlVirtualUnwind", "RtlAddFunctionTable", "DebugBreak", "OutputDebugString", "DisableThreadLibraryCalls", "InterlockedCompareExchange", "InterlockedExchange", "Sleep",
         "VirtualProtect", "VirtualQuery", "LoadLibraryEx", "LoadLibrary", "FreeLibrary", "GetProcAddress", "RaiseException", "GetSystemInfo", "EncodePointer", "DecodePointer", "HeapSetInformation",
         "InitializeCriticalSectionAndSpinCount", "InitializeCriticalSectionEx", "InitializeCriticalSection", "DeleteCriticalSection", "EnterCriticalSection", "LeaveCriticalSection",
         "TlsAlloc", "TlsGetValue", "TlsSetValue", "TlsFree", "GetLastError", "SetLastError"]);

    // Code pages and fiber storage are initialised by the C runtime that is linked in.
    private static readonly StartUpImports StaticRuntime = new(
        ["GetStartupInfo", "GetCommandLine", "GetCPInfo", "GetStdHandle", "GetFileType"],
        ["FlsAlloc", "FlsGetValue", "FlsSetValue", "FlsFree", "GetStartupInfo", "GetCommandLine", "GetCPInfo", "GetACP", "GetOEMCP", "IsValidCodePage", "GetStringType", "GetStringTypeEx", "LCMapString", "LCMapStringEx",
         "CompareString", "CompareStringEx", "GetLocaleInfo", "GetLocaleInfoEx", "GetUserDefaultLCID", "IsValidLocale", "EnumSystemLocales", "EnumSystemLocalesEx", "GetDateFormat", "GetTimeFormat", "GetTimeZoneInformation",
         "GetEnvironmentStrings", "FreeEnvironmentStrings", "SetEnvironmentVariable", "GetEnvironmentVariable", "GetModuleFileName", "GetModuleHandleEx", "GetStdHandle", "SetStdHandle", "GetFileType", "SetHandleCount",
         "GetConsoleMode", "SetConsoleMode", "GetConsoleCP", "GetConsoleOutputCP", "ReadConsole", "WriteConsole", "ReadConsoleInput", "GetNumberOfConsoleInputEvents", "PeekConsoleInput", "SetConsoleCtrlHandler", "CreateFile", "WriteFile", "ReadFile",
         "SetFilePointer", "SetFilePointerEx", "SetEndOfFile", "FlushFileBuffers", "GetFileSizeEx", "CloseHandle", "FindFirstFile", "FindFirstFileEx", "FindNextFile", "FindClose", "ExitProcess", "ExitThread", "CreateThread",
         "FreeLibraryAndExitThread", "ResumeThread", "GetCurrentThread", "GetVersion", "GetVersionEx", "GetProcessHeap", "HeapCreate", "HeapDestroy", "HeapAlloc", "HeapReAlloc", "HeapFree", "HeapSize", "HeapValidate",
         "HeapQueryInformation", "VirtualAlloc", "VirtualFree", "MultiByteToWideChar", "WideCharToMultiByte", "RtlUnwind", "RtlUnwindEx", "RtlPcToFileHeader", "LoadLibraryEx", "GetFullPathName", "GetCurrentDirectory",
         "GetDriveType", "GetFileInformationByHandle", "PeekNamedPipe", "FileTimeToSystemTime", "FileTimeToLocalFileTime", "SystemTimeToTzSpecificLocalTime", "AreFileApisANSI", "WaitForSingleObject", "DuplicateHandle"]);

    // The scheduler of Go suspends and resumes its own threads and reads their registers.
    private static readonly StartUpImports Go = new(
        ["GetQueuedCompletionStatusEx", "SetProcessPriorityBoost", "SetWaitableTimer", "SwitchToThread", "SetConsoleCtrlHandler"],
        ["GetQueuedCompletionStatusEx", "SetProcessPriorityBoost", "SetWaitableTimer", "SwitchToThread", "SetConsoleCtrlHandler", "SetThreadContext", "GetThreadContext", "SuspendThread", "ResumeThread", "CreateThread",
         "LoadLibrary", "LoadLibraryEx", "GetProcAddress", "VirtualAlloc", "VirtualFree", "VirtualQuery", "VirtualProtect", "WriteConsole", "WriteFile", "CreateFile", "GetEnvironmentStrings", "FreeEnvironmentStrings", "GetSystemDirectory",
         "AddVectoredExceptionHandler", "AddVectoredContinueHandler", "SetUnhandledExceptionFilter", "CreateIoCompletionPort", "PostQueuedCompletionStatus", "CreateWaitableTimer", "CreateWaitableTimerEx", "DuplicateHandle",
         "ExitProcess", "SetErrorMode", "GetErrorMode", "GetStdHandle", "GetConsoleMode", "GetProcessAffinityMask", "CreateEvent", "SetEvent", "CloseHandle", "WaitForSingleObject", "WaitForMultipleObjects", "TlsAlloc",
         "RaiseFailFastException", "RtlLookupFunctionEntry", "RtlVirtualUnwind", "WerGetFlags", "WerSetFlags", "GetSystemInfo"]);

    // A managed image of either kind has one of these and nothing else.
    private static readonly string[] Managed = ["mscoree!_CorDllMain", "mscoree!_CorExeMain"];

    private const string Library = "kernel32!";
    private readonly HashSet<string> _marks;
    private readonly HashSet<string> _functions;

    private StartUpImports(string[] marks, string[] functions)
    {
        _marks = [.. marks.Select(name => Library + name)];
        _functions = [.. functions.Select(name => Library + name)];
    }

    /// <summary>Gives the imports that count for nothing in a file that imports these (<c>dll!function</c>).</summary>
    public static HashSet<string> Within(IReadOnlySet<string> imports)
    {
        var found = new HashSet<string>(Managed, StringComparer.Ordinal);
        foreach (var group in (ReadOnlySpan<StartUpImports>)[Cookie, StaticRuntime, Go])
        {
            if (group._marks.IsSubsetOf(imports))
            {
                found.UnionWith(group._functions);
            }
        }

        found.IntersectWith(imports);
        return found;
    }
}
