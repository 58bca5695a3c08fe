using Assay.Model;

namespace Assay.Native.Imports;

/// <summary>Spells functions of Unix libraries so that one function has one name on every system.</summary>
internal static class SystemLibraryNames
{
    /// <summary>Stands where no table says which of several libraries a function comes from.</summary>
    public const string Unknown = "unknown";

    // Parts of the C library that were files of their own before glibc 2.34, or are on other systems.
    private static readonly string[] LibraryParts = ["libc", "libpthread", "libdl", "librt", "libutil", "libsystem_c", "libsystem_kernel"];

    // What POSIX and Linux give, for images whose symbols name no library (musl, Android): the functions that matter to a reader.
    private static readonly HashSet<string> CLibrary = new(
        """
        accept accept4 access bind chdir chmod chown chroot clock_gettime close closedir connect creat daemon dlclose dlopen dlsym dup dup2 execl execle execlp execv execve execvp execvpe execveat fchmod fchown fclose fcntl fdopen
        fexecve fgets finit_module fopen fork fputs fread freopen fseek fstat ftruncate futimens fwrite getaddrinfo getcwd getenv geteuid gethostbyname gethostname getifaddrs getlogin getlogin_r getpeername getpid getppid
        getpwnam getpwuid getpwuid_r getrandom getsockname getsockopt getuid init_module inotify_add_watch inotify_init ioctl kill link listen lseek lstat madvise mkdir mkdtemp mkfifo mkstemp mlock mmap mount mprotect munmap
        memfd_create nanosleep open openat opendir pclose pipe poll popen posix_spawn posix_spawnp prctl pread process_vm_readv process_vm_writev pthread_create ptrace putenv pwrite read readdir readlink realpath reboot recv
        recvfrom recvmsg remove rename rmdir scandir select send sendmsg sendto setenv setgid setsid setsockopt settimeofday setuid shutdown sigaction signal sleep socket stat symlink syscall sysinfo system tmpfile umask umount
        uname unlink unsetenv usleep utime utimes vfork waitpid write
        """.Split((char[])['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    /// <summary>Gives the name in facts: <c>libpthread.so.0, connect</c> => <c>libc!connect</c>; <c>libc.so.6, open64</c> => <c>libc!open</c>.</summary>
    /// <param name="library">The library that defines the function; null when no table says.</param>
    /// <param name="function">The function.</param>
    /// <param name="needed">The libraries that the image needs.</param>
    public static string Spell(string? library, string function, IReadOnlyList<string> needed)
    {
        if (library is null)
        {
            var plain = WithoutWidth(function);
            return CLibrary.Contains(plain) && NeedsCLibrary(needed) ? "libc!" + plain : $"{Unknown}!{function}";
        }

        // The A and W of Windows mean nothing here, but one function must not have two spellings either.
        var name = NativeFunction.Normalize(library, function);
        var file = name.AsSpan(0, name.IndexOf('!', StringComparison.Ordinal));
        foreach (var part in LibraryParts)
        {
            if (file.SequenceEqual(part))
            {
                return "libc!" + WithoutWidth(function);
            }
        }

        return name;
    }

    private static bool NeedsCLibrary(IReadOnlyList<string> needed)
    {
        foreach (var library in needed)
        {
            if (NativeFunction.Normalize(library, "").StartsWith("libc!", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // Large-file variants are the same functions: open64, readdir64_r, opendir$INODE64.
    private static string WithoutWidth(string function)
    {
        var variant = function.IndexOf('$', StringComparison.Ordinal);
        var name = variant > 0 ? function[..variant] : function;
        return name.Length > 4 && name.EndsWith("64", StringComparison.Ordinal) ? name[..^2] : name;
    }
}
